import Formats
import Values

/// A balance while it is read.
struct CamtBalance {
    var code = ""
    var amount = CamtAmount()
    var isCredit = true
    var on = ""

    mutating func take(_ tag: CamtTag, _ path: CamtPath, _ text: [UInt8], _ currency: String) {
        switch (tag, path.last) {
        case (.code, .codeOrProprietary): code = text.trimmedOfSpace
        case (.amount, .balance): amount = CamtAmount(digits: Array(text.trimmedOfSpace.utf8), currency: currency)
        case (.creditDebit, .balance): isCredit = text.trimmedOfSpace != "DBIT"
        case (.date, .date), (.dateTime, .date): on = text.trimmedOfSpace
        default: break
        }
    }
}

/// What stands before the movements of a statement.
struct CamtHead {
    var kind = StatementDraft.Kind.booked
    var line = 0
    var isTold = false
    var open: StatementDraft?
    /// Opening balance and movements so far, minor units.
    var sum: Int64 = 0
    /// A movement could not be read.
    var isIncomplete = false

    private var reference = ""
    private var number = ""
    private var iban = ""
    private var otherAccount = ""
    private var currency = ""
    private var balances: [CamtBalance] = []

    /// The first of each kind that is asked for.
    mutating func take(_ balance: CamtBalance) {
        guard ["OPBD", "PRCD", "CLBD"].contains(balance.code) || balances.isEmpty, !balances.contains(where: { $0.code == balance.code }) else { return }
        balances.append(balance)
    }

    mutating func take(_ tag: CamtTag, _ path: CamtPath, _ text: String) {
        let isInAccount = path.contains(.account) && !path.contains(.relatedAccount) && !path.contains(.owner) && !path.contains(.servicer)
        switch (tag, path.last) {
        case (.identifier, .statement), (.identifier, .notification), (.identifier, .report): reference = text
        case (.electronicNumber, _): number = text
        case (.iban, .identifier) where isInAccount: iban = text
        case (.identifier, .other) where isInAccount: otherAccount = text
        case (.accountCurrency, .account): currency = text
        default: break
        }
    }

    func statement() throws(Diagnostic) -> StatementDraft {
        let text = iban.isEmpty ? otherAccount : iban
        guard !text.isEmpty else { throw Diagnostic(.statementWithoutAccount, line: line, column: "Acct", value: reference) }
        let code = currency.isEmpty ? balances.lazy.map(\.amount.currency).first { !$0.isEmpty } ?? "EUR" : currency
        guard let known = Currency(code: code) else { throw Diagnostic(.currencyUnknown, line: line, column: "Ccy", value: code) }
        var statement = StatementDraft(kind, StatementAccount(text), known, line: line)
        statement.reference = [reference, number].filter { !$0.isEmpty }.joined(separator: " ")
        return statement
    }

    /// The first balance of one of these kinds; nil when there is none.
    func balance(of codes: [String], _ currency: Currency) throws(Diagnostic) -> BalanceDraft? {
        for code in codes {
            guard let found = balances.first(where: { $0.code == code }) else { continue }
            let minor: Int64
            do throws(CamtAmount.Problem) { minor = try found.amount.minor(in: currency) } catch {
                throw error.diagnostic(line: line, column: code, value: found.amount.text, currency)
            }
            guard let on = LocalDate(iso: found.on.prefix(10)) else {
                throw Diagnostic(.statementDate, line: line, column: code, value: found.on, parameters: ["format": "YYYY-MM-DD"])
            }
            return BalanceDraft(on: on, amount: found.isCredit ? minor : -minor)
        }
        return nil
    }
}
