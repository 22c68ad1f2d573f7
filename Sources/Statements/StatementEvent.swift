package import Formats

/// What a reader of statements tells, in the order of the file: memory does not grow with it.
///
/// Each `begins` is followed by its entries and by one `ends`, whatever is wrong with the file.
package enum StatementEvent: Hashable, Sendable {
    /// A statement begins: its account, its currency, its opening balance; no entries yet.
    case begins(StatementDraft)
    case entry(EntryDraft)
    /// It ends: as it began, with what was learned since: its closing balance (nil when the file lacks it), its notes.
    case ends(StatementDraft)
    /// Something cannot be read or does not add up. Nothing is left out in silence.
    case problem(Diagnostic)
    /// Something worth knowing that costs nothing: a movement that is not booked yet and does not count.
    case remark(Diagnostic)
}
