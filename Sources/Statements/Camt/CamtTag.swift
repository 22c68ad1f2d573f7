import Formats

/// The elements of camt.052, .053 and .054 that matter here, by local name: versions differ in their namespace only, and in
/// what stands around the same names.
enum CamtTag: UInt8 {
    // Those that are asked for around others come first: see `bit`.
    case account, relatedAccount, owner, servicer, remittance, parties, returned, charges
    case debtor, creditor, ultimateDebtor, ultimateCreditor, debtorAccount, creditorAccount
    case statement, notification, report
    case identifier, iban, other, accountCurrency, electronicNumber
    case balance, type, codeOrProprietary, code, proprietary
    case amount, creditDebit, date, dateTime
    case entry, entryReference, status, bookedOn, valueOn, reversal
    case servicerReference, additional, additionalTransaction
    case bankCode, domain, family, subFamily, details, batch, transaction
    case references, endToEnd, instruction, payment, mandate, transactionID
    case amountDetails, transactionAmount, instructedAmount, chargeRecord, totalCharges
    case party, name
    case unstructured, structured, creditorReference, reference, document, number, additionalRemittance, remittedAmount, creditNoteAmount
    case reason, additionalReturn
    /// Any other element.
    case unknown

    static let named: [String: CamtTag] = [
        "Acct": .account, "RltdAcct": .relatedAccount, "Ownr": .owner, "Svcr": .servicer, "RmtInf": .remittance,
        "RltdPties": .parties, "RtrInf": .returned, "Chrgs": .charges, "Dbtr": .debtor, "Cdtr": .creditor,
        "UltmtDbtr": .ultimateDebtor, "UltmtCdtr": .ultimateCreditor, "DbtrAcct": .debtorAccount,
        "CdtrAcct": .creditorAccount, "Stmt": .statement, "Ntfctn": .notification, "Rpt": .report, "Id": .identifier,
        "IBAN": .iban, "Othr": .other, "Ccy": .accountCurrency, "ElctrncSeqNb": .electronicNumber, "Bal": .balance,
        "Tp": .type, "CdOrPrtry": .codeOrProprietary, "Cd": .code, "Prtry": .proprietary, "Amt": .amount,
        "CdtDbtInd": .creditDebit, "Dt": .date, "DtTm": .dateTime, "Ntry": .entry, "NtryRef": .entryReference,
        "Sts": .status, "BookgDt": .bookedOn, "ValDt": .valueOn, "RvslInd": .reversal, "AcctSvcrRef": .servicerReference,
        "AddtlNtryInf": .additional, "AddtlTxInf": .additionalTransaction, "BkTxCd": .bankCode, "Domn": .domain,
        "Fmly": .family, "SubFmlyCd": .subFamily, "NtryDtls": .details, "Btch": .batch, "TxDtls": .transaction,
        "Refs": .references, "EndToEndId": .endToEnd, "InstrId": .instruction, "PmtInfId": .payment, "MndtId": .mandate,
        "TxId": .transactionID, "AmtDtls": .amountDetails, "TxAmt": .transactionAmount, "InstdAmt": .instructedAmount,
        "Rcrd": .chargeRecord, "TtlChrgsAndTaxAmt": .totalCharges, "Pty": .party, "Nm": .name, "Ustrd": .unstructured,
        "Strd": .structured, "CdtrRefInf": .creditorReference, "Ref": .reference, "RfrdDocInf": .document, "Nb": .number,
        "AddtlRmtInf": .additionalRemittance, "RmtdAmt": .remittedAmount, "CdtNoteAmt": .creditNoteAmount, "Rsn": .reason, "AddtlInf": .additionalReturn,
    ]

    /// Its place in the set of the elements around another; none for those that nobody asks for.
    var bit: UInt64 { rawValue < 64 ? 1 << UInt64(rawValue) : 0 }
}

/// The elements around the one that is read.
struct CamtPath {
    private var tags: [CamtTag] = []
    private var around: [UInt64] = []

    var depth: Int { tags.count }
    /// The innermost.
    var last: CamtTag? { tags.last }

    func contains(_ tag: CamtTag) -> Bool { (around.last ?? 0) & tag.bit != 0 }

    mutating func append(_ tag: CamtTag) {
        around.append((around.last ?? 0) | tag.bit)
        tags.append(tag)
    }

    mutating func popLast() -> CamtTag? {
        around.removeLast()
        return tags.popLast()
    }
}

/// Names met in a file, by the pointer under which the parser keeps them.
struct CamtTags {
    private var keys = [UInt](repeating: 0, count: size)
    private var tags = [CamtTag](repeating: .unknown, count: size)
    private static let size = 1_024

    mutating func tag(_ name: XMLName) -> CamtTag {
        let key = name.key
        // Two names in one place take it from each other: nothing but time is lost.
        let place = Int((key >> 3 ^ key >> 13) % UInt(Self.size))
        if keys[place] == key { return tags[place] }
        let tag = CamtTag.named[name.text] ?? .unknown
        (keys[place], tags[place]) = (key, tag)
        return tag
    }
}
