import Ledger
import Testing
import Values

@Suite("Facts are written and read as canonical JSON")
struct FactCodingTests {
    private static func read(_ body: FactBody) throws -> FactBody {
        try FactBody(kind: body.kind, payload: String(decoding: body.payload, as: UTF8.self))
    }

    @Test("a fact reads back as what was written, and writes the same bytes again", arguments: FactSamples.all)
    func roundTrip(body: FactBody) throws {
        let read = try Self.read(body)
        #expect(read == body)
        #expect(read.payload == body.payload)
    }

    @Test("no kind of fact is left out of the samples")
    func everyKind() {
        #expect(Set(FactSamples.all.map(\.kind)).count == 36)
    }

    @Test("no two samples have the same bytes")
    func bytesDiffer() {
        let texts = Set(FactSamples.all.map { $0.kind + String(decoding: $0.payload, as: UTF8.self) })
        #expect(texts.count == FactSamples.all.count)
    }

    @Test("any text survives, byte for byte, in every place that people fill", arguments: FactSamples.hostile)
    func hostileTexts(text: String) throws {
        let id = CustomerID("C" + text)
        let bodies: [FactBody] = [
            .customerRecorded(
                Customer(id: id, name: text, address: text, contacts: [Contact(name: text, role: text, email: text)])),
            .creditReturned(id, FactSamples.note, on: FactSamples.day, reason: text),
            .holdPlaced(
                Hold(
                    id: HoldID(text), kind: .hold, customer: id, from: FactSamples.day, reason: text, author: text,
                    covers: [InvoiceID(text)])),
            .scenarioRecorded(ScenarioText(id: ScenarioID(text), version: 1, yaml: text)),
            .addressSuspended(id, address: text, reason: text), .addressRestored(id, address: text, reason: text),
            .messageMoved(
                MessageMove(customer: id, message: MessageID(text), state: text, standing: .sent, detail: text)),
        ]
        for body in bodies {
            let read = try Self.read(body)
            #expect(read == body)
            #expect(read.payload == body.payload)
            #expect(body.payload.allSatisfy { $0 >= 0x20 }, "control characters are escaped")
        }
    }

    /// The bytes that were hashed on the day they were recorded: a change here breaks every chain.
    static let goldens: [(FactBody, String)] = [
        (.dayPlayed(FactSamples.day), #"{"day":"2026-11-23"}"#),
        (
            .allocationMade(
                FactSamples.customer,
                Allocation(
                    number: 3, credit: FactSamples.note, receivable: FactSamples.receivable, amount: 12, on: FactSamples.day)),
            #"{"customer":"C-1","number":3,"creditKind":"credit_note","credit":"AV-1","invoice":"F-1","rank":2,"amount":12,"on":"2026-11-23"}"#
        ),
        (
            .invoiceIssued(
                Invoice(
                    id: FactSamples.invoiceID, customer: FactSamples.customer, issuedOn: FactSamples.day, currency: .eur,
                    orderReference: "é\"\n\u{2028}", importID: ImportID("ab"), needsApproval: true,
                    receivables: [
                        Receivable(rank: 1, dueOn: FactSamples.day, amount: 1), Receivable(rank: 2, dueOn: FactSamples.day, amount: 2),
                    ]), declared: DeclaredStep(step: "first", rank: 1, on: FactSamples.day)),
            #"{"id":"F-1","customer":"C-1","issuedOn":"2026-11-23","currency":"EUR","orderReference":"é\"\n"# + "\u{2028}"
                + #"","import":"ab","needsApproval":true,"receivables":[{"rank":1,"dueOn":"2026-11-23","amount":1},{"rank":2,"dueOn":"2026-11-23","amount":2}],"declared":{"step":"first","rank":1,"on":"2026-11-23"}}"#
        ),
        (
            .customerRecorded(Customer(id: FactSamples.customer, name: "Zoé", contacts: [Contact(name: "Z", role: "buyer")])),
            #"{"id":"C-1","name":"Zoé","country":"FR","language":"fr","contacts":[{"name":"Z","role":"buyer"}]}"#
        ),
        (
            .messageMoved(
                MessageMove(customer: FactSamples.customer, message: MessageID("M"), state: "accepted", standing: .sent, detail: "250")),
            #"{"customer":"C-1","message":"M","state":"accepted","standing":"sent","detail":"250"}"#
        ),
    ]

    @Test("the bytes of a fact never change", arguments: goldens)
    func golden(body: FactBody, bytes: String) {
        #expect(String(decoding: body.payload, as: UTF8.self) == bytes)
    }

    static let refusals: [(String, String, FactCodingError)] = [
        ("invoice_eaten", "{}", .unknownKind("invoice_eaten")),
        ("", "{}", .unknownKind("")),
        ("day_played", "", .notJSON(offset: 0)),
        ("day_played", #"{"day":"2026-11-23""#, .notJSON(offset: 19)),
        ("day_played", #"{"day":"2026-11-23"} "x"#, .notJSON(offset: 21)),
        ("day_played", "{}", .missing("day")),
        ("day_played", #"{"day":20780}"#, .missing("day")),
        ("day_played", #"{"day":"2026-02-30"}"#, .malformed("day")),
        ("allocation_reversed", #"{"customer":"C","number":1.0,"on":"2026-11-23"}"#, .notJSON(offset: 26)),
        ("credit_recorded", #"{"id":"P","kind":"gift","customer":"C"}"#, .malformed("kind")),
        (
            "task_opened", #"{"id":"T","kind":"call","customer":"C","on":"2026-11-23","currency":"€","about":""}"#,
            .malformed("currency")
        ),
    ]

    @Test("what is no fact says why", arguments: refusals)
    func refused(kind: String, payload: String, error: FactCodingError) {
        #expect(throws: error) { try FactBody(kind: kind, payload: payload) }
    }
}
