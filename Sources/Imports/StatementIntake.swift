import Formats
import Statements

/// Takes in the statements of one file, movement by movement, inside its transaction.
enum StatementIntake {
    /// Reads as many movements between two reports of progress.
    private static let pace = 2048

    /// Reads a file from end to end and answers for each movement; nothing of it is recorded yet, so that every file is
    /// held back.
    static func run(
        _ file: PreparedFile, _ origin: StatementOrigin, _ progress: @Sendable (IntakeProgress) -> Void, parsed: () -> Void
    ) throws(IntakeStop) -> FileReport {
        var report = origin.report(file)
        do throws(Diagnostic) {
            var reader = try origin.reader(of: file.opened)
            parsed()
            while let event = try reader.next() {
                switch event {
                case .begins, .ends: continue
                case .entry: report.rows += 1
                case .problem(let problem):
                    report.rows += 1
                    report.reject(IntakeRemark(problem))
                case .remark(let remark): report.warn(IntakeRemark(remark))
                }
                if report.rows % pace == 0 { progress(IntakeProgress(file: report.file, rowsDone: report.rows, rows: 0)) }
            }
        } catch { throw .refused(.refused(file.name, kind: .statement, IntakeRemark(error))) }
        report.unchanged = report.rows - report.rejectedRows
        throw .refused(report.heldBack())
    }
}

extension StatementOrigin {
    /// An empty report, with the columns of a table.
    func report(_ file: PreparedFile) -> FileReport {
        switch self {
        case .format: FileReport(file: file.name, kind: .statement)
        case .table(let survey): FileReport(file: file.name, kind: .statement, survey)
        }
    }

    /// Reads the file from its start.
    func reader(of opened: OpenedFile) throws(Diagnostic) -> StatementReader {
        switch self {
        case .format(let format): try StatementReader(format, opened.source())
        case .table(let survey): try StatementReader(opened.table(), survey)
        }
    }
}
