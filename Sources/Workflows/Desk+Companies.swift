import Dunning
package import Ledger
import Outbox
import SQL
import ScenarioFiles
import Storage
package import Values

extension Desk {
    /// Opens a company, simulated until it is made live.
    package func create(_ profile: CompanyProfile, by actor: String) async throws(DeskError) {
        let id = profile.id
        let isSound = (1...40).contains(id.text.utf8.count) && id.text.utf8.allSatisfy {
            ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
        }
        guard isSound else { throw .malformedCompanyID(id.text) }
        guard ports.localDay(ports.now(), profile.timeZone) != nil else { throw .unknownTimeZone(profile.timeZone) }
        let stamp = Stamp(actor: actor, knownOn: today(profile), at: ports.now())
        try await database.write(for: .company(id.text)) { session throws(DeskError) in
            let exists = try DeskError.lifting { () throws(SQLError) in try CompanyStore.exists(id, session) }
            guard !exists else { throw .companyExists(id) }
            try DeskError.lifting { () throws(SQLError) in
                try CompanyStore.open(id, session)
                try Recorder.record(
                    [.companyDescribed(profile)], changes: [], company: id, stamp, next: { _, _ in nil }, session)
            }
        }
    }

    /// Changes what is known of a company.
    package func describe(_ profile: CompanyProfile, by actor: String) async throws(DeskError) {
        guard ports.localDay(ports.now(), profile.timeZone) != nil else { throw .unknownTimeZone(profile.timeZone) }
        let stamp = Stamp(actor: actor, knownOn: today(profile), at: ports.now())
        try await work(profile.id, stamp) { unit throws(DeskError) in
            guard unit.book.profile != profile else { return }
            if profile.isLive, !unit.book.profile.isLive { try Self.setRehearsalsAside(on: stamp.knownOn, at: stamp.at, &unit) }
            try unit.record(.companyDescribed(profile))
        }
    }

    /// Makes a company live, once it has a sender address and a relay. Its first messages then wait for a person, unless
    /// it is said that they need not.
    package func goLive(
        _ company: CompanyID, approvingFirst: Bool? = nil, by actor: String
    ) async throws(DeskError) -> CompanyProfile {
        var profile = try await book(company).profile
        guard profile.letterhead.email != nil else { throw .senderAddressMissing(company) }
        guard ports.channel(.email, true) != nil else { throw .noWayToSend }
        if let approvingFirst {
            profile.policy.approvesFirstLiveSend = approvingFirst
        } else if !profile.isLive {
            profile.policy.approvesFirstLiveSend = true
        }
        profile.isLive = true
        try await describe(profile, by: actor)
        return profile
    }

    /// Records a scenario, or a new version of it; answers its version. The same text again changes nothing.
    package func addScenario(
        _ yaml: String, to company: CompanyID, isDefault: Bool, on day: LocalDate, by actor: String
    ) async throws(DeskError) -> ScenarioText {
        let parsed: ScenarioFile
        do throws(ScenarioRefusal) {
            parsed = try ScenarioFiles.parse(yaml, templates: Templates.ids)
        } catch { throw .scenarioRefused(error) }
        let id = parsed.scenario.id
        let stamp = Stamp(actor: actor, knownOn: day, at: ports.now())
        return try await work(company, stamp) { unit throws(DeskError) in
            let current = unit.book.scenario(id)
            var text = ScenarioText(id: id, version: (current?.version ?? 0) + 1, yaml: yaml)
            if let current, current.yaml == yaml { text = current } else { try unit.record(.scenarioRecorded(text)) }
            if isDefault, unit.book.defaultScenario != id { try unit.record(.defaultScenarioChosen(id)) }
            if !unit.isEmpty {
                try unit.loadAll(.whole)
                unit.rescheduleAll()
            }
            return text
        }
    }

    /// A scenario of a company as it stands, or one of its versions.
    package func scenario(
        _ id: ScenarioID, version: Int? = nil, of company: CompanyID
    ) async throws(DeskError) -> ScenarioText {
        let found = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            guard let version else { return try Self.book(company, session).scenario(id) }
            return try DeskError.lifting { () throws(SQLError) in
                try CompanyStore.scenario(id, version: version, company, session)
            }
        }
        guard let found else { throw .unknownScenario(id) }
        return found
    }

    /// Gives a customer a scenario. The rank reached is kept, unless the steps are to start again from a day.
    package func assign(
        _ scenario: ScenarioID, to customer: CustomerID, of company: CompanyID, restartOn: LocalDate?, on day: LocalDate,
        by actor: String
    ) async throws(DeskError) {
        try await work(company, Stamp(actor: actor, knownOn: day, at: ports.now())) { unit throws(DeskError) in
            guard unit.rules.scenarios[scenario] != nil else { throw .unknownScenario(scenario) }
            try unit.load([customer], .whole)
            _ = try unit.account(customer)
            try unit.record(.scenarioAssigned(customer, scenario, restartOn: restartOn))
        }
    }
}
