import Ledger
import Texts
import Values
import Workflows

extension AllocationRefusal {
    /// What is wrong, with the figures, and what to do.
    func words(_ language: Language) -> String {
        switch self {
        case .isDebit(let id): language.text("commands.error.entry_is_debit", ["id": .text(id.text)])
        case .gaveBack(let id): language.text("commands.error.entry_gave_back", ["id": .text(id.text)])
        case .isDecided(let id): language.text("commands.error.entry_decided", ["id": .text(id.text)])
        case .noSuchProposal(let id, let asked, let count):
            language.text("commands.error.no_such_proposal", [
                "id": .text(id.text), "asked": .number(asked), "count": .number(count)])
        case .remissionAbovePayment(let id, let asked, let paid):
            language.text("commands.error.remission_above_payment", [
                "invoice": .text(id.text), "asked": .money(asked), "paid": .money(paid)])
        }
    }
}
