import Values

/// A part of an invoice that falls due on a day, as the world's own books know it.
struct NaivePart {
    let rank: Int
    let dueOn: LocalDate
    let amount: Int64
    var writtenOff: Int64 = 0
    /// Let go of with what came by bank.
    var letGo: Int64 = 0
    var taken: [NaiveStep] = []
}

/// A step that a message really took, or that a file declared.
struct NaiveStep {
    let step: String
    let rank: Int
    let on: LocalDate
    let message: String
    var isVoid = false
}

/// An invoice as it was issued.
struct NaiveInvoice {
    let number: String
    let issuedOn: LocalDate
    let currency: Currency
    var parts: [NaivePart]
    var isSetAside = false
    /// Came with many others after its first reminder was due: its first message needs a person.
    var needsApproval = false
    /// It came so, whatever a person has agreed to since.
    var cameLate = false
}

/// What was put against an invoice by what the program did with a movement of the bank.
struct NaiveUse {
    let invoice: String
    let rank: Int
    let amount: Int64
    /// The day from which it counts.
    let on: LocalDate
}

/// Money that waits for somebody to say whose it is.
struct NaivePending {
    let entry: String
    let currency: Currency
    /// What it may pay; empty: anything.
    let invoices: [String]
}

/// Money or a credit note, with what it was put against when it came.
struct NaiveCredit {
    let reference: String
    let isNote: Bool
    let on: LocalDate
    let currency: Currency
    let amount: Int64
    /// The invoice it names.
    let names: String?
    var uses: [(invoice: String, rank: Int, amount: Int64)] = []
    /// The bank gave it no reference: it is known by what it says.
    var isNameless = false
    var isReturned = false
    /// A share of a movement of the bank.
    var isOfBank = false
    var borrowed: [NaiveUse] = []

    var unallocated: Int64 {
        isReturned ? 0 : amount - uses.reduce(0) { $0 + $1.amount } - borrowed.reduce(0) { $0 + $1.amount }
    }
}

/// A reason not to write, as a person gave it.
struct NaiveHold {
    enum Kind: String, Sendable { case hold, mute, promise, dispute }

    let kind: Kind
    let invoice: String?
    let from: LocalDate
    let until: LocalDate?
    /// In minor units; nil for the whole.
    let amount: Int64?
    /// A promise without an invoice covers these.
    let covers: [String]
    var releasedOn: LocalDate?
    /// The message that thanked for it.
    var thanks: String?

    func speaks(of number: String) -> Bool {
        if let invoice { return invoice == number }
        return kind == .promise ? covers.contains(number) : true
    }
}

/// A message that the world really took.
struct NaiveMessage {
    let id: String
    let currency: Currency
    let on: LocalDate
    let channel: String
    var isThanks = false
    /// The claims that it asked, levels only.
    var asks: [String] = []
    /// Interest or the fixed sum was asked with them.
    var asksExtras = false
    var isVoid = false
}

/// Somebody at the customer's.
struct NaiveContact {
    let role: String
    let email: String
}

/// A customer and all that happened to it: lists, and nothing computed in advance.
///
/// `@unchecked`: see `World`.
final class NaiveCustomer: @unchecked Sendable {
    let number: String
    var name: String
    var email: String?
    var hasAddress: Bool
    var contacts: [NaiveContact] = []
    let language: String
    /// The scenario that a person gave it.
    var scenario: String?
    var invoices: [NaiveInvoice] = []
    var credits: [NaiveCredit] = []
    var holds: [NaiveHold] = []
    var messages: [NaiveMessage] = []
    var badAddresses: [String] = []
    /// Money that is perhaps its own, and waits for somebody to say so.
    var pending: [NaivePending] = []
    /// Something about it is in suspense (put off, uncertain, waiting for a person): what leaves is judged, what does not
    /// leave is not counted as missing.
    var isClouded = false
    /// A limit kept a message back: what has come up since may leave by itself.
    var isKeptBack = false
    /// The process died while it handed a message over: whether an address proved bad, it may not know.
    var isAddressUnsure = false
    /// Claims whose notice may or may not have travelled inside a message that waited for something: how it was taken is
    /// told by no word of the bytes, until a level is taken.
    var vague: Set<String> = []
    /// Messages past their point of no return whose answer nobody has, and the receivables they speak of.
    var inDoubt: [String: [String]] = [:]
    /// Where invoices stand in their list, and what was put against each: only found more quickly, never added up here.
    private var places: [String: Int] = [:]
    private var usesOfInvoice: [String: [(credit: Int, rank: Int, amount: Int64)]] = [:]
    private var invoicesSorted = 0
    private var creditsSorted = 0

    init(number: String, name: String, email: String?, hasAddress: Bool, language: String) {
        self.number = number
        self.name = name
        self.email = email
        self.hasAddress = hasAddress
        self.language = language
    }

    /// What a part still owes: counted anew each time, from everything that was ever put against it.
    func open(_ invoice: NaiveInvoice, _ part: NaivePart) -> Int64 {
        var left = part.amount - part.writtenOff - part.letGo
        for use in uses(of: invoice.number) where use.rank == part.rank && !credits[use.credit].isReturned { left -= use.amount }
        return left
    }

    func open(_ invoice: NaiveInvoice) -> Int64 { invoice.parts.reduce(0) { $0 + open(invoice, $1) } }

    /// What was ever put against an invoice, returned since or not.
    private func uses(of number: String) -> [(credit: Int, rank: Int, amount: Int64)] {
        while creditsSorted < credits.count {
            for use in credits[creditsSorted].uses {
                usesOfInvoice[use.invoice, default: []].append((creditsSorted, use.rank, use.amount))
            }
            for use in credits[creditsSorted].borrowed {
                usesOfInvoice[use.invoice, default: []].append((creditsSorted, use.rank, use.amount))
            }
            creditsSorted += 1
        }
        return usesOfInvoice[number] ?? []
    }

    /// What was put against what is looked up again.
    func forgetUses() {
        usesOfInvoice = [:]
        creditsSorted = 0
    }

    func index(of number: String) -> Int? {
        while invoicesSorted < invoices.count {
            let number = invoices[invoicesSorted].number
            if places[number] == nil { places[number] = invoicesSorted }
            invoicesSorted += 1
        }
        return places[number]
    }

    /// Takes in a payment or a credit note: it settles the invoice that it names, oldest part first; a credit note larger
    /// than what is left stays whole.
    func take(_ credit: NaiveCredit) {
        var credit = credit
        if let name = credit.names, let index = index(of: name), invoices[index].currency == credit.currency {
            let invoice = invoices[index]
            var left = credit.amount
            if !credit.isNote || left <= open(invoice) {
                for part in invoice.parts.sorted(by: { ($0.dueOn, $0.rank) < ($1.dueOn, $1.rank) }) {
                    let used = min(left, open(invoice, part))
                    guard used > 0 else { continue }
                    credit.uses.append((name, part.rank, used))
                    left -= used
                }
            }
        }
        credits.append(credit)
    }

    /// Takes part of an invoice off the books, first part first.
    func writeOff(_ number: String, _ amount: Int64) {
        guard let index = index(of: number) else { return }
        var left = amount
        for place in invoices[index].parts.indices {
            let part = min(left, open(invoices[index], invoices[index].parts[place]))
            guard part > 0 else { continue }
            invoices[index].parts[place].writtenOff += part
            left -= part
        }
    }
}

/// A decimal text of minor units, as a person writes it in a file.
enum DecimalWriting {
    static func text(_ minor: Int64, _ currency: Currency, mark: String = ".") -> String {
        let decimals = currency.decimals
        guard decimals > 0 else { return String(minor) }
        let digits = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (minor < 0 ? "-" : "") + padded.dropLast(decimals) + mark + padded.suffix(decimals)
    }
}
