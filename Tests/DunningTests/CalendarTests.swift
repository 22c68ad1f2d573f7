import Dunning
import Ledger
import Testing
import Values

@Suite("Holidays that move steps")
struct CalendarTests {
    @Test("A customer in Strasbourg is not written to on Good Friday, one in Paris is", arguments: [("67000", "2026-04-07"), ("75002", "2026-04-03")])
    func region(postcode: String, leaves: String) throws {
        var stage = Stage(from: "2026-04-03")
        let customer = Customer(id: CustomerID("C1"), name: "Client", email: "c@client.example", postcode: postcode, city: "Ville")
        try stage.know(.customerRecorded(customer), invoice("A", [("2026-03-31", 120_000)]))
        try stage.run(through: "2026-04-08")
        #expect(stage.letters == ["\(leaves) L1 email 1200.00"])
    }
}
