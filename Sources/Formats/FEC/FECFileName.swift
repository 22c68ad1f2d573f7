package import Values

/// What the name of a statutory accounting export says: `<SIREN>FEC<closing date YYYYMMDD>.txt` (LPF A47 A-1, X).
package struct FECFileName: Hashable, Sendable {
    /// Nine digits; their check digit is not verified, a demonstration may well use 123456789.
    package let siren: String
    /// The last day of the fiscal year.
    package let closesOn: LocalDate

    /// Reads a file name or a path, in any case, with any extension or none; what follows the date
    /// (`_2`, ` (copie)`) is ignored. Nil for any other name.
    package init?(_ name: some StringProtocol) {
        let base = name.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2F || $0 == 0x5C }.last ?? name.utf8[...]
        let bytes = Array(base)
        guard bytes.count >= 20, bytes[9..<12].map({ $0 & 0xDF }) == Array("FEC".utf8) else { return nil }
        guard bytes.count == 20 || !FECText.isDigit(bytes[20]) else { return nil }
        guard bytes[0..<9].allSatisfy(FECText.isDigit) else { return nil }
        guard case .day(let day) = FECText.date(bytes[12..<20]) else { return nil }
        siren = String(decoding: bytes[0..<9], as: UTF8.self)
        closesOn = day
    }
}
