import Formats

/// The elements of camt.052, .053 and .054 that matter here, by local name: versions differ in their namespace only, and in
/// what stands around the same names.
enum CamtTag: String {
    case statement = "Stmt", notification = "Ntfctn", report = "Rpt"
    case account = "Acct", relatedAccount = "RltdAcct", identifier = "Id", iban = "IBAN", other = "Othr", accountCurrency = "Ccy", owner = "Ownr", servicer = "Svcr"
    case electronicNumber = "ElctrncSeqNb"
    case balance = "Bal", type = "Tp", codeOrProprietary = "CdOrPrtry", code = "Cd", proprietary = "Prtry"
    case amount = "Amt", creditDebit = "CdtDbtInd", date = "Dt", dateTime = "DtTm"
    case entry = "Ntry", entryReference = "NtryRef", status = "Sts", bookedOn = "BookgDt", valueOn = "ValDt", reversal = "RvslInd"
    case servicerReference = "AcctSvcrRef", additional = "AddtlNtryInf", additionalTransaction = "AddtlTxInf"
    case bankCode = "BkTxCd", domain = "Domn", family = "Fmly", subFamily = "SubFmlyCd"
    case details = "NtryDtls", batch = "Btch", transaction = "TxDtls"
    case references = "Refs", endToEnd = "EndToEndId", instruction = "InstrId", payment = "PmtInfId", mandate = "MndtId", transactionID = "TxId"
    case amountDetails = "AmtDtls", transactionAmount = "TxAmt", instructedAmount = "InstdAmt", charges = "Chrgs", chargeRecord = "Rcrd", totalCharges = "TtlChrgsAndTaxAmt"
    case parties = "RltdPties", debtor = "Dbtr", creditor = "Cdtr", ultimateDebtor = "UltmtDbtr", ultimateCreditor = "UltmtCdtr", party = "Pty"
    case debtorAccount = "DbtrAcct", creditorAccount = "CdtrAcct", name = "Nm"
    case remittance = "RmtInf", unstructured = "Ustrd", structured = "Strd", creditorReference = "CdtrRefInf", reference = "Ref"
    case document = "RfrdDocInf", number = "Nb", additionalRemittance = "AddtlRmtInf"
    case returned = "RtrInf", reason = "Rsn", additionalReturn = "AddtlInf"
    /// Any other element.
    case unknown = ""
}

/// Names met in a file, by the pointer under which the parser keeps them.
struct CamtTags {
    private var known: [UInt: CamtTag] = [:]

    mutating func tag(_ name: XMLName) -> CamtTag {
        if let tag = known[name.key] { return tag }
        let tag = CamtTag(rawValue: name.text) ?? .unknown
        known[name.key] = tag
        return tag
    }
}
