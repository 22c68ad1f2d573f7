import ArgumentParser
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Every invariant, of one company or of all. Exit 0 only when all of them hold.
struct CheckCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "check")

    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        var companies = try await call.ask { desk throws(DeskError) in try await desk.companies().map(\.id) }
        if let named = company.company {
            guard companies.contains(CompanyID(named)) else { throw .desk(.unknownCompany(CompanyID(named))) }
            companies = [CompanyID(named)]
        }
        let damage = try await call.fileDamage()
        let bar = call.progress("commands.progress.check")
        var checks: [CompanyCheck] = []
        for company in companies {
            checks.append(try await call.ask { desk throws(DeskError) in
                try await desk.audit(company) { bar.show($0, of: $1) }
            })
        }
        bar.clear()
        let closed = try await call.ask { desk throws(DeskError) in try await desk.sendingGate().reason }
        let isSound = damage.isEmpty && checks.allSatisfy(\.isSound)
        let json = JSON.object(
            ("sound", .bool(isSound)), ("file", .strings(damage)), ("closed", .string(closed?.rawValue) ?? .null),
            ("companies", .array(checks.map(self.json))))
        call.answer(format.format, json) {
            damage.map { call.text("commands.check.file", ["what": .text($0)]) + "\n" }.joined()
                + checks.map { text($0, call.language) }.joined()
                + (closed.map { call.language.sentence($0) + "\n" } ?? "")
        }
        return isSound ? .done : .damaged
    }

    private func json(_ check: CompanyCheck) -> JSON {
        .object(
            ("company", .string(check.company.text)), ("sound", .bool(check.isSound)), ("facts", .int(check.facts)),
            ("counts", .array(check.counts.map {
                .object(("kind", .string($0.kind)), ("count", .integer($0.count)))
            })),
            ("findings", .array(check.findings.map { finding in
                .object(
                    ("kind", .string(finding.kind)), ("table", .string(finding.table)), ("key", .string(finding.key)),
                    ("field", .string(finding.field) ?? .null), ("stored", .string(finding.stored) ?? .null),
                    ("expected", .string(finding.expected) ?? .null), ("rule", .string(finding.rule) ?? .null))
            })),
            ("tables", .array(check.tables.map {
                .object(("table", .string($0.table)), ("rows", .integer($0.rows)), ("digest", .string($0.digest)))
            })))
    }

    private func text(_ check: CompanyCheck, _ language: Language) -> String {
        let values: [String: Texts.Argument] = [
            "company": .text(check.company.text), "facts": .number(Int(check.facts)),
            "count": .number(check.counts.reduce(0) { $0 + $1.count }),
        ]
        guard !check.isSound else { return language.text("commands.check.sound", values) + "\n" }
        var text = language.text("commands.check.damaged", values) + "\n"
        for finding in check.findings {
            let place = [finding.table, finding.key, finding.field ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
            text += "  " + language.text("commands.check.finding.\(finding.kind)") + " — " + place
            if let rule = finding.rule { text += " (" + rule + ")" }
            if let stored = finding.stored, let expected = finding.expected { text += " : \(stored) ≠ \(expected)" }
            text += "\n"
        }
        let hidden = check.counts.reduce(0) { $0 + $1.count } - check.findings.count
        if hidden > 0 { text += language.text("commands.check.more", ["count": .number(hidden)]) + "\n" }
        return text + language.text("commands.check.remedy") + "\n"
    }
}
