import CommandLine
import Texts

/// The reference of the command line, made from what the parser declares and the help pages say.
struct CommandReference {
    static let text: String = {
        var page = intro
        for node in CommandTree.root.commands { page += section(node, ["relance"], depth: 2) }
        return page
    }()

    private static let intro = """
        # Commands

        Made from the help pages by `make goldens`; `relance COMMAND --help` says the same, in French or English.

        Days are written `YYYY-MM-DD`, amounts with a point (`1500.00`). What was said is written to standard output, complaints and progress to standard error; [exit codes](exit-codes.md) and [JSON](json.md) have pages of their own. A command works whether or not `relance serve` is running: it then goes through the server's local socket, `relance.sock` in the data folder.

        ## Environment

        | Variable | Meaning |
        | --- | --- |
        | `RELANCE_DATA` | the data folder, when `--data` is not given; else `$XDG_DATA_HOME/relance`, else `~/.local/share/relance`. It holds `relance.sqlite` and, under `simulated/COMPANY/`, what a company that is not live would have sent, with a line for each hand-over in `journal.jsonl` |
        | `RELANCE_DATABASE_URL` | `postgresql://…`: PostgreSQL 14 or later instead of the file; a database in UTF-8 with `LOCALE 'C.UTF-8'` |
        | `RELANCE_SMTP_URL` | the relay of live companies: `smtp[s]://user:password@host:port?security=…`. `smtp` means port 587 and STARTTLS or nothing, `smtps` port 465 and TLS from the first byte; `security` is `starttls`, `tls`, `opportunistic` or `none` (port 25, no password); `helo`, `connections` (2) and `ca` (a PEM file) may be added. Signs of a user or password that mean something in a URL are written as `%XX` |
        | `LC_ALL`, `LC_MESSAGES`, `LANG` | the language of the answers, when `--language` is not given: French or English; French when they name another |
        | `RELANCE_INSTANCE` | a name that stands for this machine, for containers that are made anew: the same name and data folder are the same place to send from ([restore and copies](../guides/backup-and-restore.md)) |
        | `RELANCE_JOURNAL` | the folder of the send journal, else `journal` in the data folder; on another disk it survives the first one |
        | `RELANCE_CRASH_AT` | for tests only, in builds that are not for release: `P15:3` kills the process at the third time it reaches point P15 |
        | `RELANCE_STOP_AT` | the same, but stops the process there (SIGSTOP) until it is told to go on (SIGCONT) |
        | `RELANCE_CRASH_LOG` | for tests only: a file that gets a line for each such point that is reached |
        | `RELANCE_SMTP_PATIENCE` | for tests only, in builds that are not for release: the seconds that each phase of a dialogue with the relay may last |
        | `RELANCE_CLOCK_SHIFT` | for tests only, in builds that are not for release: seconds added to the machine's clock |

        ## Options of every command

        | Option | Meaning |
        | --- | --- |
        \(rows(common, []))
        `--help` after any command shows its page; `relance --version` the version; `relance --generate-completion-script bash|zsh|fish` writes a completion script.


        """

    private static var common: [CommandArgument] {
        (CommandTree.root.commands.first { $0.commands.isEmpty }?.sharedArguments ?? []).filter { !["help", "version"].contains($0.name) }
    }

    private static func section(_ node: CommandNode, _ above: [String], depth: Int) -> String {
        let path = above + [node.name]
        let keys = Array(path.dropFirst())
        var text = String(repeating: "#", count: depth) + " " + path.joined(separator: " ") + "\n\n" + HelpPage.abstract(keys, .en) + "\n\n"
        if node.commands.isEmpty {
            text += "```\n" + HelpPage.synopsis(path.joined(separator: " "), node) + "\n```\n\n"
            if !node.ownArguments.isEmpty {
                text += "| Option | Meaning |\n| --- | --- |\n" + rows(node.ownArguments, keys) + "\n"
            }
        }
        for child in node.commands { text += section(child, path, depth: depth + 1) }
        return text
    }

    /// Bars are escaped even inside code, else they end the cell.
    static func name(_ argument: CommandArgument) -> String { HelpPage.name(argument).replacing("|", with: "\\|") }

    private static func rows(_ arguments: [CommandArgument], _ path: [String]) -> String {
        arguments.map { argument in
            let meaning = HelpPage.meaning(argument, path, .en).replacing("|", with: "\\|")
            return "| `\(name(argument))` | \(meaning) |\n"
        }.joined()
    }
}
