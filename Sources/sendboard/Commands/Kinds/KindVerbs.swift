import ServiceCore

/// The verbs of a kind by name, for sentences.
enum KindVerbs {
    /// In the order of the alphabet.
    static func of(_ kind: ResourceKind) -> [String] {
        (ServedKinds.nouns.first { $0.kind == kind }?.verbs ?? []).map { $0.name }.sorted()
    }
}
