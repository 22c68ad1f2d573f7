import Values

/// A line on a customer account, as small as it can be: texts are numbers in the scanner's interners.
struct FECLine {
    /// Minor units in the currency of the books, debit positive.
    var signed: Int64
    /// Minor units of `currency`, with the sign of `signed`; 0 without a foreign pair.
    let foreign: Int64
    let currency: Currency?
    let line: Int32
    let entry: Int32
    let customer: Int32
    let account: Int32
    /// 0 when open.
    let lettering: Int32
    let piece: Int32
    let kind: FECAccount
    let date: LocalDate
    let pieceDate: LocalDate?
    let settledOn: LocalDate?
    let letteredOn: LocalDate?
    let dueOn: LocalDate?
}

/// The texts of a file that are kept, each once.
struct FECTexts {
    var accounts = ByteInterner()
    var letterings = ByteInterner()
    var pieces = ByteInterner()

    init() {
        _ = letterings.id(of: [])
        _ = pieces.id(of: [])
    }
}

/// The journals of a file and what their lines have been posted to.
struct FECJournals {
    private var codes = ByteInterner()
    private(set) var flags: [FECFlags] = []
    private(set) var areOpenings: [Bool] = []

    mutating func id(code: ArraySlice<UInt8>, label: ArraySlice<UInt8>) -> Int32 {
        let id = codes.id(of: code)
        if Int(id) == flags.count {
            flags.append([])
            areOpenings.append(Self.isOpening(code: code, label: label))
        }
        return id
    }

    mutating func add(_ posting: FECFlags, to journal: Int32) {
        flags[Int(journal)].formUnion(posting)
    }

    func code(_ id: Int32) -> String { codes.text(id) }

    /// Whether a journal brings forward the balances of the year before.
    static func isOpening(code: ArraySlice<UInt8>, label: ArraySlice<UInt8>) -> Bool {
        if openingCodes.contains(folded(code)) { return true }
        let words = folded(label)
        return openingWords.contains { contains(words, $0) }
    }

    private static let openingCodes = ["AN", "ANO", "ANV", "AND", "ANOUV", "RAN", "RANO", "OUV"].map { Array($0.utf8) }
    private static let openingWords = ["ANOUVEAU", "REPORTNOUVEAU", "BILANOUVERTURE", "BILANDOUVERTURE"].map { Array($0.utf8) }

    /// Letters only, in upper case, `à` as `A`.
    private static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var letters: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text {
            if (0x41...0x5A).contains(byte & 0xDF), byte < 0x80 { letters.append(byte & 0xDF) }
            if previous == 0xC3, byte == 0xA0 || byte == 0x80 { letters.append(0x41) }
            previous = byte
        }
        return letters
    }

    private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { text[$0...].starts(with: word) }
    }
}

/// The customers of a file, in the order in which they were met.
struct FECCustomerIndex {
    private(set) var customers: [FECCustomer] = []
    private var keys = ByteInterner()

    /// The number of a customer, new or known.
    mutating func id(of key: ArraySlice<UInt8>, account: () -> String, isCollective: Bool) -> Int32 {
        let id = keys.id(of: key)
        if Int(id) == customers.count {
            customers.append(FECCustomer(
                key: keys.text(id), name: "", account: account(), isCollective: isCollective, isDoubtful: false))
        }
        return id
    }

    func isNamed(_ id: Int32) -> Bool { !customers[Int(id)].name.isEmpty }

    mutating func name(_ id: Int32, _ name: String) { customers[Int(id)].name = name }

    mutating func markDoubtful(_ id: Int32) { customers[Int(id)].isDoubtful = true }
}
