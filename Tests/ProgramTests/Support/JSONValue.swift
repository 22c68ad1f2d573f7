import Foundation
import TestKit
import Testing

extension Ended {
    func json(_ place: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try #require(status == 0, "\(self)", sourceLocation: place)
        return try JSONDecoder().decode(JSONValue.self, from: Data(out.utf8))
    }
}

/// Any JSON, looked into by name and place.
enum JSONValue: Decodable, Sendable, Equatable {
    case text(String), number(Double), bool(Bool), list([JSONValue]), object([String: JSONValue]), null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(_ name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    /// The whole number.
    var number: Int? { if case .number(let value) = self { Int(value) } else { nil } }
    var list: [JSONValue] { if case .list(let values) = self { values } else { [] } }
}
