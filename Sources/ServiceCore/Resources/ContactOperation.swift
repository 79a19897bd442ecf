/// What last happened to a contact's record, which DMDS tells in its own words.
package enum ContactOperation: String, Sendable, CaseIterable {
    case added = "Alta"
    case changed = "Modificacion"

    /// What people read; a word that is not known stays as it came.
    package static func word(_ wire: String) -> String {
        switch ContactOperation(rawValue: wire) {
        case .added: "new"
        case .changed: "changed"
        case nil: wire
        }
    }
}
