import Formats
import Values

/// The movements that an `Ntry` stands for: one, or each transaction of a batch when they make its sum.
struct CamtEntries {
    let draft: CamtDraft
    let transactions: [CamtDraft]
    private let currency: Currency
    private let own: IBAN?

    init(_ draft: CamtDraft, _ transactions: [CamtDraft], _ statement: StatementDraft) {
        self.draft = draft
        self.transactions = transactions
        currency = statement.currency
        own = statement.account.iban
    }

    func all() throws(Diagnostic) -> CamtMovement {
        let amount: Int64
        do throws(CamtAmount.Problem) { amount = try draft.signed(in: currency) } catch {
            throw error.diagnostic(line: draft.line, column: "Amt", value: draft.amount?.text ?? "", currency)
        }
        // A movement without a day of booking was booked on its day of value.
        let written = draft.bookedOn ?? draft.valueOn ?? ""
        guard let on = LocalDate(iso: written.prefix(10)) else { throw problem(.statementDate, "BookgDt", written, ["format": "YYYY-MM-DD"]) }
        let isCredit = amount > 0 || draft.isCredit == true
        var remark: Diagnostic?
        if transactions.count > 1, let (parts, sum) = parts(on, isCredit) {
            if sum == amount { return CamtMovement(entries: parts) }
            remark = problem(.batchSum, "TxDtls", Money(minor: sum, currency).decimalText, [
                "expected": Money(minor: amount, currency).decimalText, "currency": currency.code])
        }
        var entry = entry(draft, amount, on)
        if transactions.count == 1, let only = transactions.first {
            draft.merging(only).describe(&entry, isCredit: isCredit, own)
        } else {
            draft.describe(&entry, isCredit: isCredit, own)
            for each in transactions { entry.details += each.asDetails }
        }
        entry.takeLabel()
        return CamtMovement(entries: [entry], remark: remark)
    }

    private func problem(_ code: DiagnosticCode, _ column: String, _ value: String, _ parameters: [String: String] = [:]) -> Diagnostic {
        Diagnostic(code, line: draft.line, column: column, value: value, parameters: parameters)
    }

    private func entry(_ own: CamtDraft, _ amount: Int64, _ on: LocalDate) -> EntryDraft {
        var entry = EntryDraft(
            line: own.line, bookedOn: on, amount: amount, currency: currency,
            label: (own.additional.isEmpty ? draft.additional : own.additional).joined(separator: " "))
        entry.valueOn = draft.valueOn.flatMap { LocalDate(iso: $0.prefix(10)) }
        entry.isReversal = draft.isReversal || own.isReversal
        entry.batch = draft.batch
        entry.operation = draft.codes.isEmpty ? nil : draft.codes.joined(separator: "-")
        return entry
    }

    /// Each transaction as a movement, and their sum; nil when one of them does not say its amount.
    private func parts(_ on: LocalDate, _ isCredit: Bool) -> (entries: [EntryDraft], sum: Int64)? {
        var entries: [EntryDraft] = []
        var sum: Int64 = 0
        for part in transactions {
            guard let signed = try? part.signed(in: currency, isCreditByDefault: isCredit) else { return nil }
            sum &+= signed
            var entry = entry(part, signed, on)
            part.describe(&entry, isCredit: signed >= 0, own)
            entry.batch = draft.batch ?? draft.references.bank ?? draft.references.paymentInformation
            entry.takeLabel()
            entries.append(entry)
        }
        return (entries, sum)
    }
}

/// What an `Ntry` became.
struct CamtMovement {
    var entries: [EntryDraft]
    var remark: Diagnostic?
}

extension CamtAmount.Problem {
    func diagnostic(line: Int, column: String, value: String, _ currency: Currency) -> Diagnostic {
        switch self {
        case .fault(let fault): fault.diagnostic(line: line, column: column, value: value, currency)
        case .currency(let other):
            Diagnostic(.entryCurrency, line: line, column: column, value: other, parameters: ["currency": currency.code])
        case .sideUnknown:
            Diagnostic(.statementAmount, line: line, column: "CdtDbtInd", value: value, parameters: ["currency": currency.code])
        }
    }
}

extension CamtDraft {
    /// The movement with what its only transaction says of it.
    func merging(_ only: CamtDraft) -> CamtDraft {
        var merged = self
        merged.debtor = only.debtor
        merged.creditor = only.creditor
        merged.ultimateDebtor = only.ultimateDebtor
        merged.ultimateCreditor = only.ultimateCreditor
        merged.remittance += only.remittance
        merged.returnReason = only.returnReason ?? returnReason
        merged.instructed = only.instructed ?? instructed
        merged.charges = only.charges ?? charges
        merged.details += only.details
        merged.references.endToEnd = only.references.endToEnd ?? references.endToEnd
        merged.references.creditor = only.references.creditor ?? references.creditor
        merged.references.mandate = only.references.mandate ?? references.mandate
        merged.references.instruction = only.references.instruction ?? references.instruction
        merged.references.paymentInformation = only.references.paymentInformation ?? references.paymentInformation
        merged.references.bank = references.bank ?? only.references.bank
        return merged
    }

    /// What a transaction says that cannot be told as a movement of its own.
    var asDetails: [DetailDraft] {
        let texts: [(String, String?)] = [
            ("Amt", amount?.text), ("Dbtr", debtor.name), ("DbtrAcct", debtor.account), ("EndToEndId", references.endToEnd),
            ("CdtrRef", references.creditor), ("RmtInf", remittance.isEmpty ? nil : remittance.joined(separator: " ")),
        ]
        return texts.compactMap { name, text in text.map { DetailDraft("TxDtls " + name, $0) } } + details
    }
}
