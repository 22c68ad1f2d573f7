import Documents

/// The texts that scenarios may name.
package enum Templates {
    package static let ids: Set<String> = Set(TemplateLibrary.ids)
}
