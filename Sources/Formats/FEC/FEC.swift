package import Values

/// Statutory accounting exports (fichier des écritures comptables; LPF A47 A-1, order of 29 July 2013).
package enum FEC {
    /// Whether a file starts as a FEC does: its first column is JournalCode, in any case and encoding.
    package static func recognises(_ head: [UInt8]) -> Bool {
        if EBCDIC.starts(head) { return true }
        let letters = head.prefix(64).filter { $0 >= 0x20 && $0 < 0x80 && $0 != 0x22 }
        return letters.prefix(11).map { $0 | 0x20 } == Array("journalcode".utf8)
    }

    /// Reads a whole export and derives the customers' open items.
    ///
    /// Memory grows with the customers' lines, not with the file. `isKnown` says whether an opening item is
    /// already in the books, from a year loaded before. Throws every reason for which the file is refused: a file
    /// applies wholly or not at all.
    package static func read(
        _ source: ByteSource, named fileName: String, in currency: Currency = .eur,
        isKnown: (FECOpening) -> Bool = { _ in false }
    ) throws(FECRefusal) -> FECBooks {
        let name = FECFileName(fileName)
        var scanner: FECScanner
        do throws(Diagnostic) {
            scanner = try scan(source, currency: currency, closesOn: name?.closesOn)
        } catch {
            throw FECRefusal(error)
        }
        scanner.finish()
        if scanner.errors.isEmpty, scanner.totals.debit != scanner.totals.credit { scanner.noteUnbalanced() }
        guard scanner.errors.isEmpty else { throw FECRefusal(scanner.errors) }
        if name == nil { scanner.findings.note(Diagnostic(.fecFileName, value: fileName)) }
        var derivation = FECDerivation(consume scanner)
        return derivation.books(named: name, isKnown: isKnown)
    }

    private static func scan(
        _ source: ByteSource, currency: Currency, closesOn: LocalDate?
    ) throws(Diagnostic) -> FECScanner {
        var lines = LineReader(try decoded(source))
        var header = FECRow()
        repeat {
            guard try lines.next(into: &header.bytes) else { throw Diagnostic(.emptyFile) }
        } while header.isBlank
        var scanner = FECScanner(layout: try FECLayout(header: header), currency: currency, closesOn: closesOn)
        while try lines.next(into: &scanner.row.bytes) { scanner.take(line: lines.lineNumber) }
        return scanner
    }

    /// The text of a file, through EBCDIC when it starts as EBCDIC does.
    private static func decoded(_ source: ByteSource) throws(Diagnostic) -> UTF8Source {
        var head: [UInt8]? = try source.next()
        while let start = head, start.count < 16, let more = try source.next() { head = start + more }
        let isEBCDIC = EBCDIC.starts(head ?? [])
        let whole = ByteSource { () throws(Diagnostic) -> [UInt8]? in
            let chunk = if let first = head { first } else { try source.next() }
            head = nil
            return isEBCDIC ? chunk.map(EBCDIC.translated) : chunk
        }
        return UTF8Source(whole, declared: isEBCDIC ? .windows1252 : nil)
    }
}

extension FECScanner {
    fileprivate mutating func noteUnbalanced() {
        errors.note(Diagnostic(.fecUnbalanced, parameters: [
            "debit": Money(minor: totals.debit, currency).decimalText,
            "credit": Money(minor: totals.credit, currency).decimalText,
        ]))
        for entry in findings.located where entry.code == .fecEntryUnbalanced { errors.note(entry) }
    }
}
