import Ledger
import Reading
import ScenarioFiles
import Texts
import Values
import Workflows

/// Complaints in words: what is wrong, where, and the remedy.
extension DeskError {
    /// Data are at fault, or the stored history; the database's own failures are told apart before.
    var status: ExitStatus {
        if case .damaged = self { .damaged } else { .refused }
    }

    func words(_ language: Language) -> String {
        switch self {
        case .unknownCompany(let id): language.text("commands.error.unknown_company", ["id": .text(id.text)])
        case .companyExists(let id): language.text("commands.error.company_exists", ["id": .text(id.text)])
        case .malformedCompanyID(let id): language.text("commands.error.company_id", ["id": .text(id)])
        case .unknownTimeZone(let zone): language.text("commands.error.time_zone", ["zone": .text(zone)])
        case .unknownCustomer(let id): language.text("commands.error.unknown_customer", ["id": .text(id.text)])
        case .unknownInvoice(let id): language.text("commands.error.unknown_invoice", ["id": .text(id.text)])
        case .invoiceOfAnotherCustomer(let invoice, let customer):
            language.text("commands.error.invoice_of_another", [
                "invoice": .text(invoice.text), "customer": .text(customer.text)])
        case .unknownCredit(let key): language.text("commands.error.unknown_payment", ["id": .text(key.id.text)])
        case .unknownMessage(let id): language.text("commands.error.unknown_message", ["id": .text(id.text)])
        case .unknownScenario(let id): language.text("commands.error.unknown_scenario", ["id": .text(id.text)])
        case .unknownTask(let id): language.text("commands.error.unknown_task", ["id": .text(id.text)])
        case .unknownEntry(let id): language.text("commands.error.unknown_entry", ["id": .text(id.text)])
        case .entryNotReceived(let id): language.text("commands.error.entry_not_received", ["id": .text(id.text)])
        case .allocationAboveEntry(let id, let asked, let left):
            language.text("commands.error.allocation_above_entry", [
                "id": .text(id.text), "asked": .money(asked), "left": .money(left)])
        case .allocationAboveInvoice(let id, let asked, let open):
            language.text("commands.error.allocation_above_invoice", [
                "invoice": .text(id.text), "asked": .money(asked), "open": .money(open)])
        case .entryOfOtherCurrency(let id, let currency, let invoice):
            language.text("commands.error.entry_currency", [
                "id": .text(id.text), "currency": .text(currency.code), "invoice": .text(invoice.text)])
        case .nothingToReverse(let id): language.text("commands.error.nothing_to_reverse", ["id": .text(id.text)])
        case .receiptWentBack(let id): language.text("commands.error.receipt_went_back", ["id": .text(id.text)])
        case .paymentReturnedAlready(let id, let day):
            language.text("commands.error.payment_returned_already", ["id": .text(id.text), "on": .date(day, .full)])
        case .paymentInBooks(let id, let credit, let customer, let day, let amount):
            language.text("commands.error.payment_in_books", [
                "id": .text(id.text), "reference": .text(credit.text), "customer": .text(customer.text), "on": .date(day, .full),
                "amount": .money(amount)])
        case .noProposal(let id): language.text("commands.error.no_proposal", ["id": .text(id.text)])
        case .allocationRefused(let refusal): refusal.words(language)
        case .unknownPayer(let id): language.text("commands.error.unknown_payer", ["id": .text(id.text)])
        case .nothingToRelease(let kind, let customer, let invoice):
            language.text("commands.error.nothing_to_release", [
                "kind": .text(language.word(kind)), "customer": .text(customer.text),
                "invoice": .text(invoice?.text ?? "–")])
        case .addressNotSuspended(let address, let customer, let suspended):
            language.text("commands.error.address_not_suspended", [
                "address": .text(address), "customer": .text(customer.text),
                "suspended": .text(suspended.isEmpty ? "–" : suspended.joined(separator: ", "))])
        case .datesReversed(let from, let until):
            language.text("commands.error.dates_reversed", ["from": .date(from, .full), "until": .date(until, .full)])
        case .amountNotPositive: language.text("commands.error.amount_not_positive")
        case .promiseAboveDue(let asked, let due):
            language.text("commands.error.promise_above_due", ["asked": .money(asked), "due": .money(due)])
        case .rangeTooLong(let days, let limit):
            language.text("commands.error.range_too_long", ["days": .number(days), "limit": .number(limit)])
        case .messageNotWaiting(let id, let state):
            language.text("commands.error.message_state", [
                "id": .text(id.text), "state": .text(language.messageState(state))])
        case .scenarioRefused(let refusal):
            refusal.problems.map { $0.sentence(language) }.joined(separator: "\n")
        case .noWayToSend: language.text("commands.error.no_way_to_send")
        case .senderAddressMissing(let id): language.text("commands.error.sender_missing", ["id": .text(id.text)])
        case .notToday(let id, let asked, let today):
            language.text("commands.error.not_today", [
                "id": .text(id.text), "day": .date(asked, .full), "today": .date(today, .full), "iso": .text(asked.iso)])
        case .journalsMissing(let count): language.text("commands.error.journals_missing", ["count": .number(count)])
        case .placeUnknown: language.text("commands.error.place_unknown")
        case .damaged(let error): language.text("commands.error.history", ["what": .text("\(error)")])
        case .storage(let error): language.text("commands.database.other", ["what": .text("\(error)")])
        }
    }
}

extension DatabaseFailure {
    var status: ExitStatus {
        if case .damaged = self { .damaged } else { .environment }
    }

    func words(_ language: Language) -> String {
        switch self {
        case .locked(let pid):
            language.text("commands.database.locked", ["pid": .text(pid.map(String.init) ?? "?")])
        case .alreadyServed: language.text("commands.database.already_served")
        case .diskFull: language.text("commands.database.full")
        case .disk(let what): language.text("commands.database.disk", ["what": .text(what)])
        case .damaged(let what): language.text("commands.database.damaged", ["what": .text(what)])
        case .unreachable(let what): language.text("commands.database.unreachable", ["what": .text(what)])
        case .commitUnknown: language.text("commands.database.commit_unknown")
        case .schemaNewer(let found, let known):
            language.text("commands.database.newer", ["found": .number(found), "known": .number(known)])
        case .schemaForeign: language.text("commands.database.foreign")
        case .schemaAltered(let number): language.text("commands.database.altered", ["number": .number(number)])
        case .unsuitable(let what): language.text("commands.database.unsuitable", ["what": .text(what)])
        case .busy: language.text("commands.database.busy")
        case .badSetting(let name, let reason):
            language.text("commands.database.setting", ["name": .text(name), "reason": .text(reason)])
        case .portInUse(let port): language.text("commands.database.port", ["port": .text(String(port))])
        case .notLoopback(let host): language.text("commands.database.loopback", ["host": .text(host)])
        case .other(let what): language.text("commands.database.other", ["what": .text(what)])
        }
    }
}

extension FileFailure {
    var status: ExitStatus {
        switch self {
        case .missing, .folder, .tooLarge: .refused
        case .forbidden, .other: .environment
        }
    }

    func words(_ language: Language) -> String {
        switch self {
        case .missing(let path): language.text("commands.file.missing", ["file": .text(path)])
        case .folder(let path): language.text("commands.file.folder", ["file": .text(path)])
        case .forbidden(let path): language.text("commands.file.forbidden", ["file": .text(path)])
        case .tooLarge(let path, let limit):
            language.text("commands.file.too_large", ["file": .text(path), "limit": .number(limit / 1024)])
        case .other(let path, let reason):
            language.text("commands.file.other", ["file": .text(path), "reason": .text(reason)])
        }
    }
}
