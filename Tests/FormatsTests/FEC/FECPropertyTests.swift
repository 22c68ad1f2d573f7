import Formats
import Testing
import Values

/// A generator that gives the same sequence for the same seed (SplitMix64).
struct FECGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Books made of random but balanced entries, lettered at random, sometimes shuffled.
struct RandomBooks {
    private(set) var rows: [String] = []
    /// Balance of the accounts 411, 413, 416, 417 and 419.
    private(set) var balance: Int64 = 0
    private var generator: FECGenerator
    private var entry = 0

    init(seed: UInt64) {
        generator = FECGenerator(seed: seed)
        for _ in 0..<Int.random(in: 1...60, using: &generator) { addEntry() }
        if Bool.random(using: &generator) { rows.shuffle(using: &generator) }
    }

    private mutating func addEntry() {
        entry += 1
        let journal = ["VE", "BQ", "OD", "AN"].randomElement(using: &generator) ?? "OD"
        let day = 20_260_101 + Int.random(in: 0...27, using: &generator) + 100 * Int.random(in: 0...11, using: &generator)
        let counterparts = ["707000", "445710", "512000", "654000", "665000", "101000", "401000", "709000", "530000", "758000"]
        let customers = ["411000", "411000", "411000", "413000", "416000", "419100", "419800"]
        var left: Int64 = 0
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let amount = Int64.random(in: -200...400, using: &generator)
            post(journal, day, customers.randomElement(using: &generator) ?? "", customer: true, amount)
            left -= amount
            balance += amount
        }
        let part = Int64.random(in: -300...300, using: &generator)
        for amount in Bool.random(using: &generator) ? [left] : [part, left - part] {
            post(journal, day, counterparts.randomElement(using: &generator) ?? "", customer: false, amount)
        }
    }

    private mutating func post(_ journal: String, _ day: Int, _ account: String, customer: Bool, _ amount: Int64) {
        let auxiliary = customer ? ["C1", "C2", "."].randomElement(using: &generator) ?? "C1" : "."
        let piece = ["P\(entry)", "P1", "."].randomElement(using: &generator) ?? "."
        let cents = amount.magnitude % 100
        let text = "\(amount.magnitude / 100),\(cents < 10 ? "0" : "")\(cents)"
        let lettering = customer ? [".", "A", "B", "c"].randomElement(using: &generator) ?? "." : "."
        rows.append("\(journal) \(entry) \(day) \(account) \(auxiliary) \(piece) \(amount < 0 ? "C" : "D")\(text) \(lettering)")
    }
}

@Suite struct FECPropertyTests {
    @Test("Open items add up to the balance of the customer accounts, to the cent", arguments: UInt64(1)...300)
    func balances(seed: UInt64) throws {
        let random = RandomBooks(seed: seed)
        let books = try FECFixture(random.rows.joined(separator: "\n")).books()
        #expect(books.totals.claims + books.totals.advances == random.balance)
        #expect(books.totals.documents == random.balance + books.totals.invoicedAdvances)
        #expect(books.signedOpen == books.totals.documents)
        #expect(books.signedBooked == books.totals.documents)
        checkAllocations(books)
    }

    /// No document is settled beyond its amount, what is left is what allocations have not taken, and both sides
    /// of an allocation belong to one customer.
    private func checkAllocations(_ books: FECBooks) {
        var taken = [Int64](repeating: 0, count: books.documents.count)
        for allocation in books.allocations {
            #expect(allocation.amount.isPositive)
            taken[allocation.credit] += allocation.amount.minor
            taken[allocation.debit] += allocation.amount.minor
            #expect(books.documents[allocation.debit].kind.isDebit && !books.documents[allocation.credit].kind.isDebit)
            #expect(books.documents[allocation.debit].customer == books.documents[allocation.credit].customer)
        }
        for (index, document) in books.documents.enumerated() {
            let isReversed = document.reverses != nil || books.documents.contains { $0.reverses == index }
            #expect(document.amount.isPositive)
            #expect(isReversed ? document.open.isZero && taken[index] == 0 : document.amount.minor - taken[index] == document.open.minor)
        }
        #expect(Set(books.documents.map(\.key)).count == books.documents.count)
        let numbered = books.documents.filter { $0.kind == .invoice || $0.kind == .creditNote }.map(\.number)
        #expect(Set(numbered).count == numbered.count)
    }

    @Test("The same bytes give the same books, however they are cut", arguments: UInt64(1)...20)
    func chunks(seed: UInt64) throws {
        let bytes = Array(FECFixture(RandomBooks(seed: seed).rows.joined(separator: "\n")).text.utf8)
        let whole = try FEC.read(ByteSource(bytes), named: "a")
        let cut = try FEC.read(ByteSource(bytes, chunk: Int(seed)), named: "a")
        #expect(whole.documents == cut.documents)
        #expect(whole.allocations == cut.allocations)
        #expect(whole.customers == cut.customers)
        #expect(whole.findings == cut.findings)
    }

    @Test("A damaged file is read or refused, and never stops the process", arguments: UInt64(1)...400)
    func mutations(seed: UInt64) {
        var generator = FECGenerator(seed: seed)
        var style = FECFixture.Style()
        style.hasSense = seed % 3 == 0
        style.extraColumns = seed % 2 == 0 ? ["DateEcheance", "DateRglt", "IdClient"] : []
        let situation = FECSituations.all[Int(seed) % FECSituations.all.count]
        let encoding = FECEncoding.allCases[Int(seed) % FECEncoding.allCases.count]
        var bytes = encoding.encode(FECFixture(situation.table, style: style).text)
        for _ in 0..<Int.random(in: 1...12, using: &generator) { mutate(&bytes, &generator) }
        do throws(FECRefusal) {
            let books = try FEC.read(ByteSource(bytes, chunk: 1 + Int(seed) % 97), named: "732829320FEC20261231.txt")
            #expect(books.totals.debit == books.totals.credit)
            #expect(books.signedBooked == books.totals.documents)
            #expect(books.documents.allSatisfy { !$0.open.isNegative && $0.open.minor <= $0.amount.minor })
        } catch {
            #expect(!error.findings.isEmpty)
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout FECGenerator) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, at + Int.random(in: 1...40, using: &generator))
        let signs: [UInt8] = [0x7C, 0x0A, 0x2C, 0x2D, 0x30, 0x39, 0x44, 0x43, 0x20, 0x22, 0x00, 0xFF]
        switch Int.random(in: 0...5, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[at] = signs.randomElement(using: &generator) ?? 0
        case 2: bytes.removeSubrange(at..<end)
        case 3: bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &generator))
        case 4: bytes.insert(signs.randomElement(using: &generator) ?? 0, at: at)
        default: bytes.replaceSubrange(at..<end, with: [UInt8](repeating: 0x39, count: end - at))
        }
    }
}
