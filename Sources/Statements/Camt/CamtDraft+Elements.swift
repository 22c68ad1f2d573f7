import Values

extension CamtDraft {
    /// Takes the value of an element inside `Ntry` or `TxDtls`; `path` ends with its parent.
    mutating func take(_ tag: CamtTag, _ path: CamtPath, _ bytes: [UInt8], _ currency: String) {
        let parent = path.last ?? .unknown
        let text = bytes.trimmedOfSpace
        if text.isEmpty { return }
        if path.contains(.remittance) { return takeRemittance(tag, parent, text) }
        if path.contains(.parties) { return takeParty(tag, path, text) }
        if path.contains(.returned) { return takeReturn(tag, parent, text) }
        if path.contains(.charges) { return takeCharges(tag, parent, text, currency) }
        switch (tag, parent) {
        case (.amount, .entry), (.amount, .transaction): amount = CamtAmount(digits: Array(text.utf8), currency: currency)
        case (.amount, .transactionAmount) where amount == nil: amount = CamtAmount(digits: Array(text.utf8), currency: currency)
        case (.amount, .instructedAmount): instructed = CamtAmount(digits: Array(text.utf8), currency: currency)
        case (.creditDebit, .entry), (.creditDebit, .transaction): isCredit = text == "CRDT" ? true : text == "DBIT" ? false : nil
        case (.reversal, _): isReversal = text == "true" || text == "1"
        case (.status, .entry), (.code, .status): status = text
        case (.date, .bookedOn), (.dateTime, .bookedOn): bookedOn = text
        case (.date, .valueOn), (.dateTime, .valueOn): valueOn = text
        case (.additional, _), (.additionalTransaction, _): additional.append(text)
        case (.code, .domain), (.code, .family), (.subFamily, _), (.code, .proprietary): codes.append(text)
        case (.payment, .batch): batch = text
        default: takeReference(tag, parent, text)
        }
    }

    private mutating func takeReference(_ tag: CamtTag, _ parent: CamtTag, _ text: String) {
        // How the standard says that there is none: not a name that two movements may share.
        if text == "NOTPROVIDED" { return }
        switch tag {
        case .endToEnd: references.endToEnd = text
        case .instruction: references.instruction = text
        case .payment: references.paymentInformation = text
        case .mandate: references.mandate = text
        case .servicerReference: references.bank = text
        case .entryReference, .transactionID: details.append(DetailDraft(tag == .entryReference ? "NtryRef" : "TxId", text))
        default: break
        }
    }

    private mutating func takeRemittance(_ tag: CamtTag, _ parent: CamtTag, _ text: String) {
        switch (tag, parent) {
        case (.unstructured, _), (.additionalRemittance, _), (.number, .document): remittance.append(text)
        case (.remittedAmount, _): details.append(DetailDraft("RmtdAmt", text))
        case (.creditNoteAmount, _): details.append(DetailDraft("CdtNoteAmt", text))
        case (.reference, .creditorReference): references.creditor = references.creditor ?? text
        default: break
        }
    }

    private mutating func takeParty(_ tag: CamtTag, _ path: CamtPath, _ text: String) {
        let parent = path.last ?? .unknown
        let isName = tag == .name && (parent == .party || [.debtor, .creditor, .ultimateDebtor, .ultimateCreditor].contains(parent))
        let isAccount = tag == .iban || (tag == .identifier && parent == .other)
        if path.contains(.debtorAccount), isAccount { debtor.account = debtor.account ?? text }
        if path.contains(.creditorAccount), isAccount { creditor.account = creditor.account ?? text }
        if tag == .identifier, parent == .other, !path.contains(.debtorAccount), !path.contains(.creditorAccount) {
            if path.contains(.debtor) { debtor.identifier = debtor.identifier ?? text }
            if path.contains(.creditor) { creditor.identifier = creditor.identifier ?? text }
        }
        guard isName else { return }
        if path.contains(.debtor) { debtor.name = text }
        if path.contains(.creditor) { creditor.name = text }
        if path.contains(.ultimateDebtor) { ultimateDebtor.name = text }
        if path.contains(.ultimateCreditor) { ultimateCreditor.name = text }
    }

    private mutating func takeReturn(_ tag: CamtTag, _ parent: CamtTag, _ text: String) {
        switch (tag, parent) {
        case (.code, .reason), (.proprietary, .reason): returnReason = text
        case (.additionalReturn, _): details.append(DetailDraft("RtrInf", text))
        default: break
        }
    }

    private mutating func takeCharges(_ tag: CamtTag, _ parent: CamtTag, _ text: String, _ currency: String) {
        switch (tag, parent) {
        // Old versions write the amount under `Chrgs` itself, new ones a total, or under each record.
        case (.totalCharges, _), (.amount, .charges), (.amount, .chargeRecord):
            if charges == nil { charges = CamtAmount(digits: Array(text.utf8), currency: currency) }
        default: break
        }
    }
}
