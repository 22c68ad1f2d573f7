import CommandLine
import Glibc
import Texts

/// The program: it reads its environment, puts the parts together and hands the command line over.
@main
struct Main {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let environment = Environment.ofProcess
        let console = Terminal.console(environment)
        let program = Program(environment)
        let arguments = Array(Swift.CommandLine.arguments.dropFirst())
        exit(await CommandLineProgram.run(arguments, console, program.surroundings))
    }
}
