import Insight
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Leads a request to its page.
struct Reception: Sendable {
    let room: ReadingRoom
    let hosts: HostCheck
    /// Told what went wrong inside; readers are not.
    let report: @Sendable (DeskError) -> Void

    func answer(_ request: PlainRequest) async -> Answer {
        do throws(ErrorPage.Problem) {
            if let problem = hosts.problem(request.authority, others: request.furtherHosts) { throw problem }
            guard request.isReading else { throw .methodNotAllowed }
            return try await answer(try Visit(target: request.target, acceptLanguage: request.acceptLanguage))
        } catch {
            let place = Visit.place(request.target, request.acceptLanguage)
            return .page(ErrorPage(place: place, problem: error).node, place, status: error.rawValue)
        }
    }

    private func answer(_ visit: Visit) async throws(ErrorPage.Problem) -> Answer {
        let place = visit.place
        switch visit.route {
        case .stylesheet: return Answer(.stylesheet, Array(Stylesheet.text.utf8))
        case .icon: return Answer(.icon, Array(Icon.text.utf8))
        case .companies: return try await companies(place)
        case .morning(let company):
            let day = try visit.day("on")
            let reading = try await read { () async throws(DeskError) in try await room.morning(company, on: day) }
            return .page(MorningView(MorningPage(place: place, reading: reading)).node, place)
        case .cash(let company):
            let reading = try await read { () async throws(DeskError) in try await room.cash(company) }
            return .page(CashView(place: place, reading: reading).node, place)
        case .customers(let company): return try await customers(company, visit)
        case .customer(let id, let company):
            let before = try visit.number("before")
            let reading = try await read { () async throws(DeskError) in try await room.customer(id, in: company, before: before) }
            return .page(CustomerView(CustomerPage(place: place, reading: reading)).node, place)
        case .invoice(let id, let company):
            let day = try visit.day("on")
            let reading = try await read { () async throws(DeskError) in try await room.invoice(id, in: company, on: day) }
            return .page(InvoiceView(InvoicePage(place: place, reading: reading)).node, place)
        case .message(let id, let company, let isBody):
            let reading = try await read { () async throws(DeskError) in try await room.message(id, in: company) }
            return isBody ? try quoted(reading.words) : .page(MessagePage(place: place, reading: reading).node, place)
        case .preview(let customer, let currency, let company, let isBody):
            return try await preview(customer, currency, company, visit, isBody: isBody)
        }
    }

    private func companies(_ place: Place) async throws(ErrorPage.Problem) -> Answer {
        let companies = try await read { () async throws(DeskError) in try await room.companies() }
        if companies.count == 1, let only = companies.first { return .redirect(to: place.morning(only.id)) }
        return .page(CompaniesPage(place: place, companies: companies).node, place)
    }

    private func customers(_ company: CompanyID, _ visit: Visit) async throws(ErrorPage.Problem) -> Answer {
        var cursor: CustomerCursor?
        if let after = visit["after"], let from = visit["from"] {
            cursor = CustomerCursor(search: from, customer: CustomerID(after))
        }
        let words = visit["q"] ?? ""
        let after = cursor
        let reading = try await read { () async throws(DeskError) in
            try await room.customers(company, matching: words, after: after)
        }
        return .page(CustomersPage(place: visit.place, reading: reading).node, visit.place)
    }

    private func preview(
        _ customer: CustomerID, _ currency: Currency, _ company: CompanyID, _ visit: Visit, isBody: Bool
    ) async throws(ErrorPage.Problem) -> Answer {
        let day = try visit.day("on")
        let reading = try await read { () async throws(DeskError) in
            try await room.preview(to: customer, in: currency, on: day, company)
        }
        if isBody { return try quoted(reading.preview?.words) }
        return .page(PreviewPage(place: visit.place, currency: currency, reading: reading).node, visit.place)
    }

    private func quoted(_ words: MessageWords?) throws(ErrorPage.Problem) -> Answer {
        guard let html = words?.html else { throw .notFound }
        return Answer(.quoted, Array(html.utf8))
    }

    /// What is not there is a page of its own; what went wrong inside is reported and stays inside.
    private func read<Value: Sendable>(
        _ body: () async throws(DeskError) -> Value
    ) async throws(ErrorPage.Problem) -> Value {
        do throws(DeskError) { return try await body() } catch {
            if error.isAbsence { throw .notFound }
            report(error)
            throw error.isPassing ? .unavailable : .failure
        }
    }
}

/// A request as far as it concerns us.
struct PlainRequest: Sendable {
    /// GET or HEAD.
    let isReading: Bool
    /// Path and query, as sent.
    let target: String
    let authority: String?
    /// `Host` headers beside the first.
    let furtherHosts: Int
    let acceptLanguage: String?
}
