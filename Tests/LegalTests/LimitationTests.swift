import Legal
import Testing
import Values

@Suite("Limitation")
struct LimitationTests {
    @Test("A claim can be brought until a day that its kind decides", arguments: [
        (Limitation.betweenProfessionals, "2021-03-10", "2026-03-10"), (.suppliedToConsumer, "2024-02-29", "2026-02-28"),
        (.goodsTransport, "2026-06-10", "2027-06-10"), (.enforceableTitle, "2026-06-10", "2036-06-10"),
    ])
    func lastDay(kind: Limitation, dueOn: String, lastDay: String) throws {
        #expect(try kind.lastDay(dueOn: day(dueOn)).iso == lastDay)
    }

    @Test("An acknowledgement in time starts the period again; one too late changes nothing")
    func interruption() throws {
        let kind = Limitation.betweenProfessionals
        #expect(try kind.lastDay(dueOn: day("2021-03-10"), interruptedOn: day("2025-01-05")).iso == "2030-01-05")
        #expect(try kind.lastDay(dueOn: day("2021-03-10"), interruptedOn: day("2026-03-11")).iso == "2026-03-10")
    }
}
