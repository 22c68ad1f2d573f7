import Channels
import CommandLine
import Outbox
import Values
import Workflows

extension Ports {
    /// The real world: the machine's clock and chance, a relay for live companies, a folder for all others.
    static func real(_ environment: Environment, folder: String) throws(DatabaseFailure) -> Ports {
        let simulated = SimulatedChannel { delivery in try SimulatedPost(folder).keep(delivery) }
        let paper = PaperChannel { message in try PaperTray(folder).layDown(message) }
        let relay = try SMTPAddress.channel(environment)
        let crash = CrashPoints(environment)
        let clock = ShiftedClock(environment)
        let place = Place(environment, folder: folder)
        return Ports(
            now: { clock.now }, localDay: { Clock.day($0, zone: $1) },
            instant: { Clock.instant($0, hour: $1, zone: $2) },
            chance: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            },
            channel: { kind, isLive in
                switch kind {
                case .email: isLive ? relay : simulated
                case .letter, .registeredLetter: isLive ? paper : simulated
                case .sms, .call: nil
                }
            },
            compose: { mail throws(MailProblem) in try MailComposer().compose(mail) },
            // One process owns a file, and frees at its start what another one had taken.
            leaseClock: environment.databaseURL == nil ? .own { Instant(milliseconds: Clock.uptime) } : .database,
            place: { place.text }, journal: JournalFolder(environment, folder: folder).journal,
            reached: { crash.reached($0) })
    }
}
