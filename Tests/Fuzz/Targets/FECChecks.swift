import Formats
import Values

/// Statutory accounting exports: the books that are derived balance, and are the same however the file is cut.
enum FECChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let whole = read(bytes, chunk: 65_536)
        let cut = read(bytes, chunk: 11)
        switch (whole, cut) {
        case (.failure(let refusal), .failure):
            // Of two mistakes far apart, the chunks may decide which is met first.
            try require(!refusal.findings.isEmpty, "refused without a reason")
            for finding in refusal.findings.located { try requireLocated(finding, lines: mostLines(bytes)) }
        case (.success(let books), .success(let other)):
            try requireSame(other.documents, books.documents, "read 11 bytes at a time")
            try requireSame(other.allocations, books.allocations, "read 11 bytes at a time")
            try requireSame(other.totals, books.totals, "read 11 bytes at a time")
            try balance(books, lines: mostLines(bytes))
        case (.success, .failure), (.failure, .success): throw Violation("read or refused, according to the chunks")
        }
    }

    private static func read(_ bytes: [UInt8], chunk: Int) -> Result<FECBooks, FECRefusal> {
        outcome { () throws(FECRefusal) in try FEC.read(ByteSource(bytes, chunk: chunk), named: "123456782FEC20261231.txt") }
    }

    private static func balance(_ books: FECBooks, lines: Int) throws(Violation) {
        try requireSame(books.totals.debit, books.totals.credit, "debits and credits")
        try require(books.lineCount <= lines && books.entryCount <= books.lineCount, "\(books.entryCount) entries, \(books.lineCount) lines of \(lines)")
        for finding in books.findings.located { try requireLocated(finding, lines: lines) }
        var settled = [Int64](repeating: 0, count: books.documents.count)
        for allocation in books.allocations { try allocate(allocation, books, &settled) }
        var booked: Int64 = 0
        var numbers: Set<String> = []
        for (index, document) in books.documents.enumerated() {
            try sound(document, books, lines: lines)
            booked += document.kind.isDebit ? document.booked.minor : -document.booked.minor
            let isLeft = document.amount.minor - settled[index]
            let isOut = document.reverses != nil || books.documents.contains { $0.reverses == index }
            try requireSame(document.open.minor, isOut ? 0 : isLeft, "what is open of \(document.number)")
            guard document.kind.isDebit || document.kind == .creditNote else { continue }
            try require(numbers.insert(document.number).inserted, "\(document.number) stands twice")
        }
        try requireSame(booked, books.totals.documents, "the sum of the documents")
    }

    private static func allocate(
        _ allocation: FECAllocation, _ books: FECBooks, _ settled: inout [Int64]
    ) throws(Violation) {
        let (credit, debit) = (books.documents[allocation.credit], books.documents[allocation.debit])
        try require(!credit.kind.isDebit && debit.kind.isDebit, "\(credit.number) settles \(debit.number)")
        try requireSame(credit.customer, debit.customer, "the customer of \(credit.number) and \(debit.number)")
        try require(allocation.amount.minor > 0, "an allocation of \(allocation.amount)")
        try requireSame(allocation.amount.currency, debit.amount.currency, "the currency of an allocation")
        try requireSame(allocation.amount.currency, credit.amount.currency, "the currency of an allocation")
        try require(books.letterings.indices.contains(allocation.lettering), "an allocation without lettering")
        settled[allocation.credit] += allocation.amount.minor
        settled[allocation.debit] += allocation.amount.minor
    }

    private static func sound(_ document: FECDocument, _ books: FECBooks, lines: Int) throws(Violation) {
        try require(document.amount.minor > 0, "\(document.number) of \(document.amount)")
        try require(document.booked.minor > 0 || document.amount.currency != books.currency, "\(document.number) booked for \(document.booked)")
        try require((0...document.amount.minor).contains(document.open.minor), "\(document.open) open of \(document.amount)")
        try require(books.customers.indices.contains(document.customer), "\(document.number) is nobody's")
        try require((1...lines).contains(document.line), "\(document.number) on line \(document.line) of \(lines)")
        try require(!document.number.isEmpty, "a document without a number")
        guard !document.instalments.isEmpty else { return }
        let sum = document.instalments.reduce(0) { $0 + $1.amount.minor }
        try requireSame(sum, document.amount.minor, "the instalments of \(document.number)")
        try require(document.instalments.allSatisfy { $0.amount.minor > 0 }, "an instalment of nothing in \(document.number)")
    }
}
