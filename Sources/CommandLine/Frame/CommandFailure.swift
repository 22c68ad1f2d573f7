import Texts
import Workflows

/// Why a command stopped.
enum CommandFailure: Error {
    /// In words already, with the remedy.
    case said(ExitStatus, String)
    case desk(DeskError)
    case database(DatabaseFailure)

    func status(_ surroundings: Surroundings) -> ExitStatus {
        switch self {
        case .said(let status, _): status
        case .database(let failure): failure.status
        case .desk(let error): surroundings.databaseFailure(error)?.status ?? error.status
        }
    }

    /// What is wrong, where, and the remedy.
    func words(_ language: Language, _ surroundings: Surroundings) -> String {
        switch self {
        case .said(_, let words): words
        case .database(let failure): failure.words(language)
        case .desk(let error): surroundings.databaseFailure(error)?.words(language) ?? error.words(language)
        }
    }
}
