import Foundation

/// The measures: one line of JSON each on the standard output, what is under way on the standard error.
///
/// Each measure runs in a process of its own, so that its peak of memory is its own.
@main
enum Bench {
    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == SMTPSink.command {
                try SMTPSink.serve()
            } else if let job = try Job(child: arguments) {
                let line = try await job.measure.run(job)
                print(line.text)
            } else {
                let options = try Options(arguments)
                if options.wantsHelp {
                    print(Options.help)
                } else {
                    try await Conductor(options).run()
                }
            }
        } catch {
            FileHandle.standardError.write(Data("relance-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
