package import Texts
package import Workflows

extension Language {
    /// That nothing leaves, why, and what to do: a whole sentence.
    package func sentence(_ closed: ClosedReason) -> String {
        text("instance.closed", ["why": .text(text("instance.why.\(closed.rawValue)"))])
    }
}
