import Values

/// Why a stored payload is not the fact it says to be.
package enum FactCodingError: Error, Hashable, Sendable {
    case notJSON(offset: Int)
    case unknownKind(String)
    case missing(String)
    case malformed(String)
}

/// Reads the members of a canonical payload, each in the type that it must have.
struct FactReader {
    let json: JSON

    init(_ json: JSON) { self.json = json }

    init(text: String) throws(FactCodingError) {
        do { json = try JSON(parsing: text) } catch { throw .notJSON(offset: error.offset) }
    }

    func text(_ name: String) throws(FactCodingError) -> String {
        guard let value = json[name]?.stringValue else { throw .missing(name) }
        return value
    }

    func optionalText(_ name: String) -> String? { json[name]?.stringValue }

    func id<Kind>(_ name: String) throws(FactCodingError) -> Identifier<Kind> { Identifier(try text(name)) }

    func optionalID<Kind>(_ name: String) -> Identifier<Kind>? { optionalText(name).map { Identifier($0) } }

    func number(_ name: String) throws(FactCodingError) -> Int64 {
        guard let value = json[name]?.intValue else { throw .missing(name) }
        return value
    }

    func optionalNumber(_ name: String) -> Int64? { json[name]?.intValue }

    func int(_ name: String) throws(FactCodingError) -> Int {
        guard let value = Int(exactly: try number(name)) else { throw .malformed(name) }
        return value
    }

    func flag(_ name: String) -> Bool { json[name]?.boolValue ?? false }

    func day(_ name: String) throws(FactCodingError) -> LocalDate {
        guard let day = LocalDate(iso: try text(name)) else { throw .malformed(name) }
        return day
    }

    func optionalDay(_ name: String) throws(FactCodingError) -> LocalDate? {
        json[name] == nil ? nil : try day(name)
    }

    func currency(_ name: String) throws(FactCodingError) -> Currency {
        guard let currency = Currency(code: try text(name)) else { throw .malformed(name) }
        return currency
    }

    func optionalCurrency(_ name: String) throws(FactCodingError) -> Currency? {
        json[name] == nil ? nil : try currency(name)
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String) throws(FactCodingError) -> Choice {
        guard let choice = Choice(rawValue: try text(name)) else { throw .malformed(name) }
        return choice
    }

    func texts(_ name: String) -> [String] { json[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    func list<Element>(
        _ name: String, _ make: (FactReader) throws(FactCodingError) -> Element
    ) throws(FactCodingError) -> [Element] {
        var elements: [Element] = []
        for value in json[name]?.arrayValue ?? [] { elements.append(try make(FactReader(value))) }
        return elements
    }

    func object(_ name: String) -> FactReader? { json[name].map { FactReader($0) } }
}
