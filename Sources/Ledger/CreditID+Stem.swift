extension CreditID {
    /// What payments have in common that stand for one transfer: `RG-2026-03403/1` → `RG-2026-03403`. A name that does not
    /// end with a short piece behind a mark is its own stem.
    package var stem: Substring {
        guard let mark = text.lastIndex(where: { "/-_. #".contains($0) }) else { return text[...] }
        let tail = text[text.index(after: mark)...]
        return (1...2).contains(tail.count) ? text[..<mark] : text[...]
    }
}
