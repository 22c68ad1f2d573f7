package import Dunning
package import Ledger
package import Outbox
package import Texts
import Values
package import Workflows

/// States, channels, steps and tasks, as a face says them.
extension Language {
    package func word(_ state: MessageState) -> String { text("states.message.\(state.rawValue)") }

    /// The word for a state as the ledger keeps it; a state unknown to this version is shown as it stands.
    package func messageState(_ state: String) -> String { known("states.message." + state) ?? state }

    /// `courriel`, `letter`; a channel unknown to this version is shown as it stands.
    package func channel(_ channel: String) -> String { known("states.channel." + channel) ?? channel }

    /// What a task is about: of two versions of an invoice both amounts, and the command that decides.
    package func subject(_ open: OpenTask) -> String {
        let task = open.task
        if open.isPaymentBeingIdentified {
            return text("states.task.decided_with", ["what": .text(task.about), "subject": .text(short(.paymentBeingIdentified))])
        }
        guard task.kind == .decideVersion, let amount = task.amount, let currency = task.currency, let recorded = open.recorded
        else { return task.about }
        let given = Money(minor: amount, currency)
        return text(given == recorded ? "states.task.versions_customer" : "states.task.versions", [
            "invoice": .text(task.about), "recorded": .money(recorded), "given": .money(given)])
    }

    /// What is to be done, with both versions where an invoice has two.
    package func sentence(_ open: OpenTask) -> String {
        let what = word(open.task.kind)
        let subject = open.isPaymentBeingIdentified ? short(.paymentBeingIdentified) : subject(open)
        guard open.task.kind == .decideVersion || open.isPaymentBeingIdentified else { return what }
        return text("states.task.decided_with", ["what": .text(what), "subject": .text(subject)])
    }

    package func word(_ task: FollowUp.Kind) -> String { text("states.task.\(task.rawValue)") }

    package func word(_ hold: Hold.Kind) -> String { text("states.hold.\(hold.rawValue)") }

    package func word(_ outcome: PromiseOutcome) -> String {
        switch outcome {
        case .pending: text("states.promise.pending")
        case .kept: text("states.promise.kept")
        case .partKept(let percent): text("states.promise.part_kept", ["percent": .number(percent)])
        case .broken: text("states.promise.broken")
        case .ended: text("states.promise.ended")
        }
    }

    /// The name of a step: that of its own id when it has one of the usual names, else that of its text
    /// (`courteous` for `large_courteous`) with the id beside it, else the id alone.
    package func step(_ id: String, template: String? = nil) -> String {
        let plain = id.split(separator: ":").first.map(String.init) ?? id
        if let name = known("states.step." + plain) { return name }
        guard let template, let name = stepNamed(after: template) else { return id }
        return text("states.step.both", ["step": .text(name), "own": .text(id)])
    }

    private func stepNamed(after template: String) -> String? {
        if let name = known("states.step." + template) { return name }
        let parts = template.split(separator: "_").map(String.init)
        if parts.first == "call" { return text("states.step.call") }
        for part in parts.reversed() {
            if part == "last" { return text("states.step.last_notice") }
            if let name = known("states.step." + part) { return name }
        }
        return nil
    }

    /// `J−10`, `D+3`: days from the due date.
    package func offset(_ days: Int) -> String {
        if days == 0 { return text("states.offset.on") }
        return text(days < 0 ? "states.offset.before" : "states.offset.after", ["days": .number(abs(days))])
    }

    func known(_ key: String) -> String? { Catalogue.phrase(key, self)?.filled() }
}
