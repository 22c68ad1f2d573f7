/// Scenarios as companies write them: YAML text in, a `Scenario` or every mistake at once out.
///
/// The format is documented in `docs/reference/scenarios.md`; editors can check it with `scenario.schema.json`.
package enum ScenarioFiles {
    /// Larger files are refused unread.
    package static let sizeLimit = 256 * 1024

    /// Reads a scenario from the bytes of a file, UTF-8 with or without a byte order mark.
    ///
    /// - Parameters:
    ///   - version: what the caller counts; it becomes the scenario's.
    ///   - templates: the ids of the texts that exist; nil leaves them unchecked.
    package static func parse(
        _ bytes: [UInt8], version: Int = 1, templates: Set<String>? = nil
    ) throws(ScenarioRefusal) -> ScenarioFile {
        let text = try SourceText(bytes)
        var findings = Findings()
        guard let root = TreeComposer.compose(text, &findings) else { throw findings.refusal }
        var reader = ScenarioReader(templates: templates, findings: findings)
        guard let file = reader.read(root, version: version), reader.findings.isEmpty else {
            throw reader.findings.refusal
        }
        return file
    }

    /// Reads a scenario from text already decoded.
    package static func parse(
        _ yaml: String, version: Int = 1, templates: Set<String>? = nil
    ) throws(ScenarioRefusal) -> ScenarioFile {
        try parse(Array(yaml.utf8), version: version, templates: templates)
    }
}
