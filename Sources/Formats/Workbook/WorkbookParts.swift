internal import Values

/// The relationships of a part: identifier to target.
final class RelationshipsHandler: XMLHandler {
    private(set) var targets: [(id: String, type: String, target: String)] = []
    var refusal: Diagnostic? { nil }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", targets.count < 4096, let target = attributes.text("Target") else { return }
        targets.append((attributes.text("Id") ?? "", attributes.text("Type") ?? "", target))
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func target(id: String) -> String? { targets.first { $0.id == id }?.target }

    /// The target of the first relationship whose type ends so; types differ between editions of the standard.
    func target(typeEnding ending: String) -> String? { targets.first { $0.type.hasSuffix(ending) }?.target }
}

/// The list of sheets and the epoch of dates (`xl/workbook.xml`).
final class WorkbookHandler: XMLHandler {
    private(set) var sheets: [(name: String, relationship: String, isHidden: Bool)] = []
    private(set) var countsFrom1904 = false
    var refusal: Diagnostic? { nil }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "workbookPr", let value = attributes.text("date1904") {
            countsFrom1904 = value == "1" || value == "true"
        } else if name == "sheet", sheets.count < 1024, let id = attributes.text("id") {
            sheets.append((attributes.text("name") ?? "", id, attributes.text("state") ?? "visible" != "visible"))
        }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Which cell styles show a day (`xl/styles.xml`).
final class StylesHandler: XMLHandler {
    /// Indexed by the `s` attribute of a cell.
    private(set) var areDates: [Bool] = []
    private var customDates: [Int: Bool] = [:]
    private var isInCellFormats = false
    var refusal: Diagnostic? { nil }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "numFmt", let id = attributes.text("numFmtId").flatMap({ Int($0) }), let code = attributes["formatCode"] {
            customDates[id] = Self.showsDay(code)
        } else if name == "cellXfs" {
            isInCellFormats = true
        } else if isInCellFormats, name == "xf", areDates.count < 65_536 {
            let id = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
            areDates.append(customDates[id] ?? Self.isBuiltInDate(id))
        }
    }

    func end(_ name: XMLName) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are the dates of East Asian editions.
    private static func isBuiltInDate(_ id: Int) -> Bool {
        (14...17).contains(id) || id == 22 || (27...31).contains(id) || id == 36 || (50...54).contains(id)
            || id == 57 || id == 58
    }

    /// Whether a number format writes a day or a year, outside quotes, brackets and escapes.
    static func showsDay(_ code: some Sequence<UInt8>) -> Bool {
        var closing: UInt8?
        var skipsNext = false
        for byte in code {
            if skipsNext {
                skipsNext = false
                continue
            }
            if let end = closing {
                if byte == end { closing = nil }
                continue
            }
            switch byte {
            case 0x22: closing = 0x22
            case 0x5B: closing = 0x5D
            case 0x5C, 0x5F, 0x2A: skipsNext = true
            case 0x64, 0x44, 0x79, 0x59: return true
            case 0x3B: return false
            default: continue
            }
        }
        return false
    }
}

/// The texts that cells share (`xl/sharedStrings.xml`), side by side in one buffer.
final class SharedTextsHandler: XMLHandler {
    static let mostBytes = 48 * 1_048_576

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var isInText = false
    private var isPhonetic = false
    private(set) var refusal: Diagnostic?

    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard index >= 0, index < ends.count else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "t" { isInText = !isPhonetic } else if name == "rPh" { isPhonetic = true }
    }

    func end(_ name: XMLName) {
        if name == "t" {
            isInText = false
        } else if name == "rPh" {
            isPhonetic = false
        } else if name == "si" {
            ends.append(bytes.count)
        }
    }

    func text(_ some: UnsafeBufferPointer<UInt8>) {
        guard isInText else { return }
        bytes.append(contentsOf: some)
        if bytes.count + ends.count * 8 > Self.mostBytes {
            refusal = Diagnostic(.textsTooLarge, parameters: ["limit": String(Self.mostBytes)])
        }
    }
}
