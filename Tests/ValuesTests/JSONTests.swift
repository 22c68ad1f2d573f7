import Testing
import Values

@Suite("JSON")
struct JSONTests {
    private static func problem(_ text: String) -> JSONProblem.Kind? {
        do throws(JSONProblem) {
            _ = try JSON(parsing: text)
            return nil
        } catch { return error.kind }
    }

    @Test("what RFC 8259 refuses is refused", arguments: [
        ("\"\\u+041\"", JSONProblem.Kind.badEscape), ("\"\\u-041\"", .badEscape), ("\"\\u00é\"", .badEscape),
        ("\"\\ud800\"", .badEscape), ("\"\\ud800\\u0041\"", .badEscape), ("\"\\x41\"", .badEscape),
        ("01", .notAnInteger), ("-01", .notAnInteger), ("-", .notAnInteger), ("+1", .unexpectedByte), ("1.5", .notAnInteger),
        ("9223372036854775808", .notAnInteger), ("[1,]", .unexpectedByte), ("{\"a\":1,}", .unexpectedByte), ("[1", .unexpectedEnd),
        ("\"a\nb\"", .unexpectedByte), ("", .unexpectedEnd), ("1 2", .unexpectedByte),
    ])
    func refusals(text: String, kind: JSONProblem.Kind) {
        #expect(Self.problem(text) == kind)
    }

    @Test("what it allows is read", arguments: [
        ("0", "0"), ("-0", "0"), ("\"\\u00E9\\ud83d\\uDE00\\/\"", "\"é😀/\""), (" [ ] ", "[]"), ("{\"b\":1,\"a\":null}", "{\"b\":1,\"a\":null}"),
        ("-9223372036854775808", "-9223372036854775808"),
    ])
    func values(text: String, canonical: String) throws {
        #expect(try JSON(parsing: text).text == canonical)
    }

    @Test("a name that stands twice is found among few and among many", arguments: [2, 15, 16, 17, 5000])
    func duplicates(count: Int) {
        let members = (0..<count).map { "\"n\($0)\":0" }
        #expect(Self.problem("{\(members.joined(separator: ","))}") == nil)
        for index in [0, count / 2, count - 1] {
            #expect(Self.problem("{\(members.joined(separator: ",")),\"n\(index)\":0}") == .duplicateKey)
        }
    }

    @Test("64 levels are read, one more is refused")
    func depth() {
        func nested(_ levels: Int) -> String { String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        #expect(Self.problem(nested(64)) == nil)
        #expect(Self.problem(nested(65)) == .tooDeep)
    }
}
