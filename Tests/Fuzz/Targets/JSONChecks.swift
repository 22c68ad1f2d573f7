import Foundation
import Values

/// JSON: what is accepted is JSON to another reader too, and both texts that we print read back byte for byte.
enum JSONChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        let read = outcome { () throws(JSONProblem) in try JSON(parsing: text) }
        switch read {
        case .success(let json):
            try require(depth(json) <= 64, "\(depth(json)) levels are accepted")
            try require(hasUniqueNames(json), "a name stands twice in one object")
            try readsBack(json)
            try require(isJSON(text), "another reader refuses \(text.prefix(200))")
        case .failure(let problem):
            try require(problem.offset >= 0 && problem.offset <= text.utf8.count, "offset \(problem.offset) of \(text.utf8.count)")
        }
    }

    static func readsBack(_ json: JSON) throws(Violation) {
        for text in [json.text, json.prettyText] {
            let again = try? JSON(parsing: text)
            try requireSame(again.map { Array($0.text.utf8) }, Array(json.text.utf8), "read back")
        }
    }

    private static func isJSON(_ text: String) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
    }

    private static func depth(_ json: JSON) -> Int {
        switch json {
        case .null, .bool, .int, .string: 1
        case .array(let values): 1 + (values.map(depth).max() ?? 0)
        case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
        }
    }

    private static func hasUniqueNames(_ json: JSON) -> Bool {
        switch json {
        case .null, .bool, .int, .string: true
        case .array(let values): values.allSatisfy(hasUniqueNames)
        case .object(let members):
            Set(members.map(\.name)).count == members.count && members.allSatisfy { hasUniqueNames($0.value) }
        }
    }
}
