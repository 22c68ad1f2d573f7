import Values

/// The second pass: from the customers' lines to documents and what settles them.
///
/// Lines are first cleared of what is only bookkeeping (advances invoiced, moves between accounts of one
/// customer), then put together into documents, then settled inside each lettered group.
struct FECDerivation {
    let scanner: FECScanner
    var lines: [FECLine]
    var findings: FECFindings
    var totals: FECTotals
    /// Whether a line still counts: not when a move between accounts cancelled it.
    var isLive: [Bool]
    /// The document of each line, -1 for none.
    var documentOf: [Int32]
    /// The lettered group of each line, -1 for none.
    var groupOf: [Int32]
    var groups: [FECLettering] = []
    var sets = DisjointSets(count: 0)
    var drafts: [FECDraft] = []
    var allocations: [FECAllocation] = []

    init(_ scanner: consuming FECScanner) {
        lines = scanner.takeLines()
        findings = scanner.findings
        totals = scanner.totals
        isLive = [Bool](repeating: true, count: lines.count)
        documentOf = [Int32](repeating: -1, count: lines.count)
        groupOf = documentOf
        self.scanner = scanner
    }

    mutating func books(named name: FECFileName?, isKnown: (FECOpening) -> Bool) -> FECBooks {
        deductInvoicedAdvances()
        findGroups()
        cancelTransfers()
        makeDrafts()
        cancelReturns()
        chooseCurrencies()
        settle()
        let documents = documents(isKnown: isKnown)
        findings.sort()
        return FECBooks(
            fileName: name, currency: scanner.currency, firstEntryOn: scanner.firstDate, lastEntryOn: scanner.lastDate,
            lineCount: scanner.lineCount, entryCount: scanner.entries.count, totals: totals,
            customers: customers(), documents: documents, allocations: allocations, letterings: groups,
            findings: findings)
    }

    func entry(_ line: FECLine) -> FECEntry { scanner.entries.records[Int(line.entry)] }

    /// The entry's postings; when nothing but customers was seen in it (a software that numbers every line), what
    /// its journal is used for.
    func flags(_ line: FECLine) -> FECFlags {
        let entry = entry(line)
        let counterparts: FECFlags = [.sales, .bank, .badDebt, .exchange, .equity, .result]
        guard entry.flags.isDisjoint(with: counterparts), !entry.flags.contains(.transfer) else { return entry.flags }
        let journal = scanner.journals.flags[Int(entry.journal)]
        switch (journal.contains(.turnover), !journal.isDisjoint(with: .bank)) {
        case (true, false): return entry.flags.union(.sales)
        case (false, true): return entry.flags.union(.bank)
        case (true, true), (false, false): return entry.flags
        }
    }

    /// Whether a line repeats what the year before left open.
    func isOpening(_ line: FECLine) -> Bool {
        let entry = entry(line)
        guard entry.flags.isDisjoint(with: .result) else { return false }
        if scanner.journals.areOpenings[Int(entry.journal)] { return true }
        return entry.flags.contains(.equity) && entry.date == scanner.firstDate
    }

    private func customers() -> [FECCustomer] {
        scanner.index.customers.map { customer in
            var customer = customer
            if customer.name.isEmpty { customer.name = customer.key }
            return customer
        }
    }
}
