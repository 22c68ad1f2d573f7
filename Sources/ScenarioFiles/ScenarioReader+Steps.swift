import Dunning
import Ledger
import Values

extension ScenarioReader {
    /// A step and where it was written.
    struct PlacedStep {
        let step: Step
        let line: Int
    }

    /// Steps in the order of the file, which must be that of their offsets; levels are numbered as they come.
    mutating func steps(_ field: Field) -> [PlacedStep] {
        guard case .list(let trees, _) = field.value else {
            field.refuse(.wrongShape(expected: .list, found: field.value.shape), &findings)
            return []
        }
        guard trees.count <= Limits.steps else {
            field.refuse(.tooMany(limit: Limits.steps), &findings)
            return []
        }
        var steps: [PlacedStep] = []
        var lines: [String: Int] = [:]
        var rank = 0
        for (index, tree) in trees.enumerated() {
            let path = "\(field.path)[\(index + 1)]"
            guard let table = Table(tree, .step, path: path, &findings) else { continue }
            let offset = table["offset"]?.offset(&findings)
            if let offset, let previous = steps.last?.step, offset <= previous.offsetDays {
                let reason = ScenarioProblem.Reason.offsetNotIncreasing(
                    previous: previous.offsetDays, previousStep: previous.id)
                table["offset"]?.refuse(reason, &findings)
            }
            // A step without a readable offset still takes its place, so that one mistake makes one problem.
            let days = offset ?? steps.last?.step.offsetDays ?? 0
            if days >= 0 { rank += 1 }
            let step = step(table, offset: days, rank: days < 0 ? 0 : rank)
            if let line = lines[step.id], let id = table["id"] { id.refuse(.duplicateStep(firstLine: line), &findings) }
            if !step.id.isEmpty, lines[step.id] == nil { lines[step.id] = table["id"]?.value.place.line }
            steps.append(PlacedStep(step: step, line: table.place.line))
        }
        return steps
    }

    private mutating func step(_ table: Table, offset: Int, rank: Int) -> Step {
        let id = table["id"]?.identifier(&findings)
        let channel = table["channel"]?.choice(of: StepChannel.self, &findings)
        let alsoCalls = table["also_call"]?.boolean(&findings) ?? false
        if alsoCalls, channel == .call { table["also_call"]?.refuse(.callsTwice, &findings) }
        return Step(
            id: id ?? "", rank: rank, offsetDays: offset, channel: channel ?? .email,
            fallbacks: table["fallback"].map { fallbacks($0, besides: channel) } ?? [],
            template: table["template"].flatMap { template($0) } ?? "",
            tone: table["tone"]?.choice(of: Tone.self, &findings) ?? .courteous,
            conditions: table["when"].map { conditions($0, .when, offset: offset) } ?? [],
            approval: table["approval"].map { approval($0) } ?? .never, alsoCalls: alsoCalls,
            roles: table["to"].flatMap { roles($0) } ?? [])
    }

    private mutating func roles(_ field: Field) -> [String]? {
        field.list(&findings) { item, findings in item.prose(limit: Limits.segment, &findings) }
    }

    private mutating func fallbacks(_ field: Field, besides channel: StepChannel?) -> [StepChannel] {
        field.list(&findings, mayBeEmpty: true) { item, findings in
            let fallback = item.choice(of: StepChannel.self, &findings)
            if let fallback, fallback == channel { item.refuse(.repeated, &findings) }
            return fallback
        } ?? []
    }

    private mutating func approval(_ field: Field) -> Approval {
        guard case .table = field.value else {
            return field.choice(["never": .never, "always": .always], ["never", "always"], &findings) ?? .never
        }
        guard let table = Table(field.value, .approval, path: field.path, &findings) else { return .never }
        return table["from_amount"]?.hundredths(&findings).map { .fromAmount($0) } ?? .never
    }
}
