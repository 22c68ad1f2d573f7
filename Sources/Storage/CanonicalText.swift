import Values

/// Records as tables keep them: canonical JSON, the same for the same record.
enum CanonicalText {
    static func of(_ write: (inout CanonicalWriter) -> Void) -> String {
        String(decoding: CanonicalWriter.object(write), as: UTF8.self)
    }
}
