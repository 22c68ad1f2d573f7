import Foundation
import TestKit
import Testing
import Values

@Suite("A live company, a real relay, real processes", .serialized)
struct LiveTests {
    /// A live company with three customers who owe since 2 March.
    private func shop(_ folder: String, _ relay: Sink) async throws -> Shop {
        let shop = try Shop(folder)
        var customers = "customer_number,name,email\n"
        var invoices = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
        for number in 1...3 {
            customers += "C\(number),Client \(number),compta@client\(number).example\n"
            invoices += "F\(number),C\(number),2026-01-31,2026-03-02,100.00,EUR\n"
        }
        try Data(customers.utf8).write(to: URL(fileURLWithPath: folder + "/customers.csv"))
        try Data(invoices.utf8).write(to: URL(fileURLWithPath: folder + "/invoices.csv"))
        #expect(try await shop.relance("company create --id d --name D --email compta@d.example").status == 0)
        try await shop.take("customers", customers)
        try await shop.take("invoices", invoices)
        let without = try await shop.relance("company live --id d --language en")
        #expect(without.status == 1 && without.error.contains("RELANCE_SMTP_URL"), "\(without)")
        let live = "company live --id d --approves-first-live-send no"
        #expect(try await shop.relance(live, ["RELANCE_SMTP_URL": relay.url]).status == 0)
        return shop
    }

    @Test("The relay receives each mail once, however often the day is played", .timeLimit(.minutes(15)))
    func once() async throws {
        let relay = try Sink(tls: "starttls", user: "u", password: "p@ss")
        try await withTemporaryFolder { folder in
            let shop = try await shop(folder, relay)
            let today = ["RELANCE_CLOCK_SHIFT": TestClock.shift(to: "2026-03-05")]
            let refused = try await shop.relance("run --on 2026-03-05 --language en", today)
            #expect(refused.status == 1 && refused.error.contains("RELANCE_SMTP_URL"))
            let sending = today.merging(["RELANCE_SMTP_URL": relay.url]) { $1 }
            for other in ["2026-03-04", "2027-03-05"] {
                let wrong = try await shop.relance("run --on \(other) --language fr", sending)
                #expect(wrong.status == 1 && wrong.error.contains("relance plan --company d --on \(other)"), "\(wrong)")
            }
            #expect(try relay.recipients().isEmpty)
            for _ in 0..<3 { #expect(try await shop.relance("run --on 2026-03-05", sending).status == 0) }
            #expect(try relay.recipients().sorted() == ["compta@client1.example", "compta@client2.example", "compta@client3.example"])
            let messages = try JSON(parsing: try await shop.relance("messages --format json").out)
            #expect(messages.arrayValue?.map { $0.word("state") } == ["accepted", "accepted", "accepted"])
            #expect(shop.handedOver.isEmpty)
        }
    }
    @Test("A company made live tells what its letterhead lacks, and its first messages wait for a person", .timeLimit(.minutes(15)))
    func firstWaits() async throws {
        let relay = try Sink(tls: "starttls", user: "u", password: "p@ss")
        try await withTemporaryFolder { folder in
            let shop = try await shop(folder, relay)
            let sending = ["RELANCE_CLOCK_SHIFT": TestClock.shift(to: "2026-03-05"), "RELANCE_SMTP_URL": relay.url]
            #expect(try await shop.relance("company live --id d --off", sending).status == 0)
            let live = try await shop.relance("company live --id d --language en", sending)
            #expect(live.status == 0)
            for words in ["relance approve --company d --all", "--address-line", "--siren", "--iban", "--signatory"] {
                #expect(live.out.contains(words), "\(live)")
            }
            #expect(try await shop.relance("run --on 2026-03-05", sending).status == 0)
            #expect(try relay.recipients().isEmpty)
            let waiting = try JSON(parsing: try await shop.relance("messages --format json").out)
            #expect(waiting.arrayValue?.map { $0.word("state") } == [String](repeating: "awaiting_approval", count: 3))
            #expect(try await shop.relance("approve --company d --all", sending).status == 0)
            #expect(try await shop.relance("run --on 2026-03-05", sending).status == 0)
            #expect(try relay.recipients().count == 3)
            let none = try await shop.relance("approve --all --language en", sending)
            #expect(none.status == 0 && none.out.contains("No message waits for approval"), "\(none)")
        }
    }
}

extension Sink {
    /// What `RELANCE_SMTP_URL` says to reach one that wants a password over an encrypted session.
    fileprivate var url: String { "smtp://u:p%40ss@localhost:\(port)?ca=\(authority)&helo=localhost" }

    /// The recipients of every mail that was accepted, in order.
    fileprivate func recipients() throws -> [String] { try report().accepted.flatMap(\.recipients) }
}
