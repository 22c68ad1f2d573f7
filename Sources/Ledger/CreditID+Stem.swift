extension CreditID {
    /// What payments have in common that stand for one transfer: `RG-2026-03403/1` → `RG-2026-03403`. A name that does not
    /// end with a short piece behind a mark is its own stem.
    package var stem: Substring {
        guard let mark = text.lastIndex(where: { "/-_. #".contains($0) }) else { return text[...] }
        let tail = text[text.index(after: mark)...]
        return (1...2).contains(tail.count) ? text[..<mark] : text[...]
    }

    /// Its name says that it is one of several.
    package var isPart: Bool { stem.endIndex < text.endIndex }

    /// The name of a payment that counts again after a return of it was undone: `RG-12+2`.
    package func again(_ number: Int) -> CreditID { CreditID("\(text)+\(number)") }

    /// It counts again: somebody said that what was taken for its return was none.
    package var isAgain: Bool {
        guard let mark = text.lastIndex(of: "+"), mark > text.startIndex else { return false }
        let tail = text[text.index(after: mark)...]
        return !tail.isEmpty && tail.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
