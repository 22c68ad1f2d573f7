import Values

extension StatementAccount {
    /// The account that the lines above a table name: an IBAN, else a number behind the word for it; nil when none does.
    init?(preamble: [String]) {
        for line in preamble {
            guard let iban = Self.iban(in: line) else { continue }
            self.init(iban.electronic)
            return
        }
        for line in preamble {
            guard let number = Self.number(in: line) else { continue }
            self.init(number)
            return
        }
        return nil
    }

    private static func iban(in line: String) -> IBAN? {
        let letters = Array(line.uppercased().utf8.filter { $0.isUpper || $0.digit != nil })
        for start in letters.indices where start + 15 <= letters.count {
            guard letters[start].isUpper, letters[start + 1].isUpper, letters[start + 2].digit != nil, letters[start + 3].digit != nil else { continue }
            for count in 15...min(34, letters.count - start) {
                let text = String(decoding: letters[start..<(start + count)], as: UTF8.self)
                if let iban = try? IBAN(parsing: text) { return iban }
            }
        }
        return nil
    }

    private static let words: Set<String> = ["compte", "account", "konto", "kontonummer", "cuenta"]

    /// The first word of eight characters or more, digits most of them, behind the word for an account.
    private static func number(in line: String) -> String? {
        let parts = line.split { !($0.isLetter || $0.isNumber) }
        guard let word = parts.firstIndex(where: { words.contains($0.lowercased()) }) else { return nil }
        return parts[word...].first { part in
            part.utf8.count >= 8 && part.utf8.count <= 34 && part.utf8.count { $0.digit != nil } * 2 > part.utf8.count
        }.map(String.init)
    }
}
