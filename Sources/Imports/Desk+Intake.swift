import Formats
package import Ledger
import SQL
import Storage
import Texts
import Values
package import Workflows

extension Desk {
    /// Takes in the files of a company: customers first, then documents, then what settles them, whatever the order
    /// in which they are given. Each file is a transaction of its own and applies wholly or not at all, unless
    /// `options.isPartial`; what is wrong with a file is in its report, never thrown.
    ///
    /// Throws what has nothing to do with a file: an unknown company, a database that fails. Files before it are
    /// then applied, and giving all of them again changes nothing twice.
    package func importFiles(
        _ files: [IntakeFile], to company: CompanyID, _ options: IntakeOptions = IntakeOptions(),
        progress: @escaping @Sendable (IntakeProgress) -> Void = { _ in }
    ) async throws(DeskError) -> IntakeReport {
        let profile = try await book(company).profile
        let on = options.on ?? today(profile)
        let stamp = Stamp(actor: options.actor, knownOn: on, at: ports.now())
        var reports = files.map { FileReport(file: $0.name) }
        var waiting: [(place: Int, file: PreparedFile)] = []
        for (place, file) in files.enumerated() {
            progress(IntakeProgress(file: file.name, rowsDone: 0, rows: 0))
            switch try await prepare(file, company, options) {
            case .success(let prepared): waiting.append((place, prepared))
            case .failure(let refusal): reports[place] = .refused(file.name, kind: options.kind, refusal.remark)
            }
        }
        for (place, file) in waiting.sorted(by: { ($0.file.kind.turn, $0.place) < ($1.file.kind.turn, $1.place) }) {
            reports[place] = try await apply(file, to: company, stamp, options, progress)
        }
        ports.reached(.importAnswered)
        return IntakeReport(on: on, files: reports)
    }

    /// Reads a file and tells what it is.
    private func prepare(
        _ file: IntakeFile, _ company: CompanyID, _ options: IntakeOptions
    ) async throws(DeskError) -> Result<PreparedFile, IntakeRefusal> {
        do throws(PreparationStop) {
            return .success(
                try await database.read(for: .company(company.text)) { session throws(PreparationStop) in
                    let opened = try Self.opened(file)
                    ports.reached(.fileRead)
                    return try Self.prepared(opened, options, company, session)
                })
        } catch {
            switch error {
            case .refused(let remark): return .failure(IntakeRefusal(remark))
            case .storage(let error): throw .storage(error)
            }
        }
    }

    // MARK: Applying

    private func apply(
        _ file: PreparedFile, to company: CompanyID, _ stamp: Stamp, _ options: IntakeOptions,
        _ progress: @escaping @Sendable (IntakeProgress) -> Void
    ) async throws(DeskError) -> FileReport {
        var counts: [InvoiceID: Int]?
        while true {
            do throws(IntakeStop) {
                let report = try await attempt(file, to: company, stamp, options, counts, progress)
                ports.reached(.importApplied)
                return report
            } catch {
                switch error {
                case .desk(let error): throw error
                case .refused(let report):
                    try await setAside(report.contradictions, company, stamp)
                    return report
                case .scattered: counts = Self.rowsPerNumber(file)
                }
            }
        }
    }

    private func attempt(
        _ file: PreparedFile, to company: CompanyID, _ stamp: Stamp, _ options: IntakeOptions, _ counts: [InvoiceID: Int]?,
        _ progress: @escaping @Sendable (IntakeProgress) -> Void
    ) async throws(IntakeStop) -> FileReport {
        try await database.write(for: .company(company.text)) { session throws(IntakeStop) in
            let start = try IntakeStop.working { () throws(DeskError) in try IntakeStart(company, rulebook, session) }
            let (attempt, last) = try IntakeStop.working { () throws(DeskError) in
                try DeskError.lifting { () throws(SQLError) in try Self.attempts(of: file, company, session) }
            }
            if let last, last.rejected == 0 { return Self.known(file, last) }
            ports.reached(.fileRegistered)
            return try SessionLine.serving(session) { line throws(IntakeStop) in
                var batch = IntakeBatch(
                    start, line, depth: file.depth(on: stamp.knownOn), importID: file.id(attempt: attempt), stamp: stamp)
                var report: FileReport
                switch file.form {
                case .table(let survey): report = try takeTable(file, survey, &batch, counts, progress)
                case .fec: report = try FECIntake.run(file, &batch, options, progress) { ports.reached(.fileParsed) }
                case .statement(let origin): report = try StatementIntake.run(file, origin, &batch, progress) { ports.reached(.fileParsed) }
                }
                guard report.blockingRows == 0 || options.isPartial else { throw .refused(report.heldBack()) }
                report.isApplied = true
                ports.reached(.importApplying)
                try IntakeStop.working { () throws(DeskError) in try batch.close(report, file, isFirst: attempt == 1) }
                return report
            }
        }
    }

    /// Sets aside what a refused file contradicts: of a claim that is in doubt nobody is reminded, whatever else is wrong
    /// with the file that raised the doubt (I16).
    private func setAside(
        _ versions: [QuarantinedVersion], _ company: CompanyID, _ stamp: Stamp
    ) async throws(DeskError) {
        guard !versions.isEmpty else { return }
        try await database.write(for: .company(company.text)) { session throws(DeskError) in
            let start = try IntakeStart(company, rulebook, session)
            try SessionLine.serving(session) { line throws(DeskError) in
                var batch = IntakeBatch(start, line, depth: .whole, importID: ImportID(""), stamp: stamp)
                try batch.load(versions.map(\.customer), .whole)
                for version in versions {
                    guard let invoice = try batch.invoice(version.invoice, of: version.customer), !invoice.isQuarantined
                    else { continue }
                    try batch.setAside(version)
                }
                try batch.flush()
            }
        }
    }

    private func takeTable(
        _ file: PreparedFile, _ survey: TableSurvey, _ batch: inout IntakeBatch, _ counts: [InvoiceID: Int]?,
        _ progress: @Sendable (IntakeProgress) -> Void
    ) throws(IntakeStop) -> FileReport {
        ports.reached(.fileParsed)
        var report = FileReport(file: file.name, kind: file.kind, survey)
        var rows: Intake
        do throws(Diagnostic) { rows = try Intake(file.opened.table(), survey) } catch {
            throw .refused(.refused(file.name, kind: file.kind, IntakeRemark(error)))
        }
        var intake = try IntakeStop.working { () throws(DeskError) in
            try TableIntake(survey.kind, &batch, rows: survey.rows, counts: counts)
        }
        try intake.run(&rows, &batch, &report, progress)
        return report
    }

    /// How often these bytes were applied before, plus one, and what came of the last time.
    private static func attempts(
        of file: PreparedFile, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> (next: Int, last: ImportReceipt?) {
        var attempt = 1
        var last: ImportReceipt?
        while let receipt = try CompanyStore.receipt(of: file.id(attempt: attempt), company, session) {
            last = receipt
            attempt += 1
        }
        return (attempt, last)
    }

    /// The same bytes again: every row is there already.
    private static func known(_ file: PreparedFile, _ receipt: ImportReceipt) -> FileReport {
        var report = FileReport(file: file.name, kind: file.kind)
        report.isApplied = true
        report.rows = receipt.rows
        report.unchanged = receipt.rows
        report.warn(IntakeRemark(.alreadyImported, value: receipt.file))
        return report
    }

    /// How many rows each invoice number of a table has.
    private static func rowsPerNumber(_ file: PreparedFile) -> [InvoiceID: Int] {
        guard case .table(let survey) = file.form, var rows = try? Intake(file.opened.table(), survey) else { return [:] }
        var counts: [InvoiceID: Int] = [:]
        while let row = try? rows.next() {
            if case .draft(.invoice(let draft)) = row { counts[InvoiceID(draft.number), default: 0] += 1 }
        }
        return counts
    }

    private static func opened(_ file: IntakeFile) throws(PreparationStop) -> OpenedFile {
        do throws(IntakeRefusal) { return try OpenedFile(file) } catch { throw .refused(error.remark) }
    }

    private static func prepared(
        _ opened: OpenedFile, _ options: IntakeOptions, _ company: CompanyID, _ session: Session
    ) throws(PreparationStop) -> PreparedFile {
        var declared: ColumnMapping?
        if let text = options.mapping {
            do throws(Diagnostic) { declared = try ColumnMapping(parsing: text) } catch { throw .refused(IntakeRemark(error)) }
        }
        return try PreparedFile.make(opened, options, declared, company, session)
    }
}

extension PreparedFile {
    func depth(on day: LocalDate) -> AccountDepth {
        switch form {
        case .table(let survey): TableIntake.depth(survey.kind, on: day)
        case .fec: .whole
        case .statement: .customer
        }
    }
}

extension IntakeBatch {
    /// Writes the rest, the receipt of the file and the mapping it was given. Bytes that were there before and still
    /// change nothing leave no second trace.
    mutating func close(_ report: FileReport, _ file: PreparedFile, isFirst: Bool) throws(DeskError) {
        if isFirst || hasRecorded {
            try record(.importRecorded(report.receipt(importID)))
        }
        try flush()
        guard file.declared != nil, let survey = file.survey else { return }
        let (mapping, kind, layout) = (survey.mapping.text, file.kind.rawValue, survey.layout)
        try ask { company, session throws(SQLError) in
            guard try Lookups.mapping(kind: kind, layout: layout, company, session) != mapping else { return }
            try Lookups.remember(mapping: mapping, kind: kind, layout: layout, company, session)
        }
    }
}
