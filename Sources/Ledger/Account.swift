package import Values

/// One customer and everything known about it: the unit that is loaded, folded, planned and explained.
package struct Account: Hashable, Sendable {
    package var customer: Customer
    package var invoices: [Invoice] = []
    package var credits: [Credit] = []
    package var allocations: [Allocation] = []
    package var holds: [Hold] = []
    /// Money that came in and is perhaps this customer's, by entry.
    package var pending: [PendingReceipt] = []
    package var messages: [Correspondence] = []
    package var tasks: [FollowUp] = []
    /// Addresses that bounced or complained: nothing goes there any more.
    package var suspendedAddresses: [String] = []
    package var waivedAccessories: [InvoiceID] = []
    package var assignment: ScenarioAssignment?
    /// How many allocations there ever were; numbers are not used twice.
    package var lastAllocation = 0
    private var invoicePlaces = Positions<InvoiceID>()
    private var creditPlaces = Positions<CreditKey>()

    package init(customer: Customer) { self.customer = customer }

    package func invoice(_ id: InvoiceID) -> Invoice? {
        index(of: id).map { invoices[$0] }
    }

    package func index(of id: InvoiceID) -> Int? {
        invoicePlaces.place(of: id, invoices.count) { invoices[$0].id }
    }

    package func credit(_ key: CreditKey) -> Credit? {
        index(of: key).map { credits[$0] }
    }

    func index(of key: CreditKey) -> Int? {
        creditPlaces.place(of: key, credits.count) { credits[$0].key }
    }

    mutating func append(_ invoice: Invoice) {
        invoices.append(invoice)
        invoicePlaces.follow(invoices.count) { invoices[$0].id }
    }

    mutating func append(_ credit: Credit) {
        credits.append(credit)
        creditPlaces.follow(credits.count) { credits[$0].key }
    }

    /// Before documents are looked up many times.
    mutating func followDocuments() {
        invoicePlaces.follow(invoices.count) { invoices[$0].id }
        creditPlaces.follow(credits.count) { credits[$0].key }
    }

    /// What is owed less what is not lettered, in one currency, minor units.
    package func balance(in currency: Currency) -> Int64 {
        var total: Int64 = 0
        for invoice in invoices where invoice.currency == currency { total &+= invoice.open }
        for credit in credits where credit.currency == currency { total &-= credit.unallocated }
        return total
    }

    /// Currencies in which anything is open, in order.
    package var currencies: [Currency] {
        // Rarely more than one or two: a list is searched faster than a set is filled.
        var found: [Currency] = []
        for invoice in invoices where !found.contains(invoice.currency) && invoice.open > 0 { found.append(invoice.currency) }
        for credit in credits where !found.contains(credit.currency) && credit.unallocated > 0 {
            found.append(credit.currency)
        }
        return found.sorted()
    }
}

/// The scenario that a person chose for a customer.
package struct ScenarioAssignment: Hashable, Sendable {
    package let scenario: ScenarioID
    /// Steps taken before this day no longer count; nil keeps the rank reached.
    package let restartOn: LocalDate?

    package init(scenario: ScenarioID, restartOn: LocalDate?) {
        self.scenario = scenario
        self.restartOn = restartOn
    }

    /// The restart that is in force on a day; one to come changes nothing yet.
    package func restart(on day: LocalDate) -> LocalDate? {
        restartOn.flatMap { $0 <= day ? $0 : nil }
    }
}
