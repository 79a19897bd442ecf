import ServiceCore

/// The verbs that platforms of today offer per kind, for `--help`; what a connection really has is asked of it.
enum KindVerbs {
    static func of(_ kind: ResourceKind) -> [String] { table[kind] ?? [] }

    private static let table: [ResourceKind: [String]] = [:]
}
