import Ledger
import Matching
import SQL
import Storage
package import Values
import Workflows

/// What came in before the day opened, counted.
package struct NightReading: Sendable {
    /// The first day of what is told as decided: the working day before.
    package let since: LocalDate
    /// Empty before the first statement: nothing else is told then.
    package let accounts: [BankAccountReading]
    package let automatic: CountedMoney
    package let byPeople: CountedMoney
    package let toConfirm: CountedMoney
    package let unexplained: CountedMoney
    package let returned: CountedMoney
    /// Money that went out, and that perhaps was a payment that came back: nothing was decided about it.
    package let perhapsReturned: CountedMoney
    /// Movements came that were not looked at yet.
    package let hasNews: Bool

    package var isQuiet: Bool {
        [automatic, byPeople, toConfirm, unexplained, returned, perhapsReturned].allSatisfy { $0.count == 0 }
    }
}

extension ReadingRoom {
    static func night(
        _ profile: CompanyProfile, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> NightReading {
        let company = profile.id
        let accounts = try bankAccounts(profile, on: day, session)
        let since = WorkingCalendar(profile.calendar).workingDay(before: day)
        var automatic = CountedMoney()
        var byPeople = CountedMoney()
        var toConfirm = CountedMoney()
        var unexplained = CountedMoney()
        var returned = CountedMoney()
        for entry in try CashStore.decided(from: since, through: day, company, session) {
            if entry.shares.contains(where: \.evidence.isAutomatic) {
                automatic.add(entry.decidedMoney)
            } else {
                byPeople.add(entry.decidedMoney)
            }
        }
        for receipt in try CashStore.openReceipts(company, session) {
            if receipt.isPending { toConfirm.add(receipt.left) } else { unexplained.add(receipt.left) }
        }
        for entry in try CashStore.returned(since: since, company, session) { returned.add(entry.entry.money) }
        return NightReading(
            since: since, accounts: accounts, automatic: automatic, byPeople: byPeople, toConfirm: toConfirm,
            unexplained: unexplained, returned: returned,
            perhapsReturned: try perhapsReturned(company, on: day, session), hasNews: try MatchStore.hasNews(company, session))
    }

    /// Debits that the bank calls returns, or that name an invoice of a customer.
    private static func perhapsReturned(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> CountedMoney {
        var found = CountedMoney()
        for entry in try CashStore.debits(since: day.adding(days: -CashReading.settledDays), company, session) {
            var isReturn = Matching.isSaidReturn(entry)
            if !isReturn { isReturn = try namesInvoice(entry, company, session) }
            if isReturn { found.add(entry.money) }
        }
        return found
    }

    private static func namesInvoice(
        _ entry: BankEntry, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> Bool {
        let words = (entry.text.label + " " + entry.text.remittance).split { $0.isWhitespace || ",;()".contains($0) }
        for word in Set(words).sorted() where word.count > 2 && word.contains(where: \.isNumber) {
            if try Lookups.owner(of: InvoiceID(String(word)), company, session) != nil { return true }
        }
        return false
    }
}

extension WorkingCalendar {
    /// The last working day before a day.
    fileprivate func workingDay(before day: LocalDate) -> LocalDate {
        var before = day.adding(days: -1)
        while !isWorkingDay(before), day.days(since: before) < 15 { before = before.adding(days: -1) }
        return before
    }
}
