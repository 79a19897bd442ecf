import Mail
import ServiceCore
import Store

/// The fields of a composed text that nothing fills: no built-in one, no variable, none that anyone in the audience has.
///
/// One with a fallback is never among them.
struct UnknownFields {
    let names: [String]
    /// For each that has one, the name that was probably meant.
    let nearest: [String: String]

    /// Contacts whose fields are looked through for a name that is near.
    private static let looked = 200

    init(in texts: [FieldText], audience: AudienceSpec, account: Int64, in db: ReadTransaction) throws {
        var known = Set(MailSourceQueries.builtIn)
        known.formUnion(try MailSourceQueries(db: db).variables(of: account).keys)
        // Filled where anything leads here, which a launch that needs it is asked for itself.
        if try SenderSetup(of: "", account: account, in: db).links != nil {
            known.insert(SenderSetup.unsubscribing)
        }
        var seen = known
        let open = texts.flatMap(\.bareNames).filter { seen.insert($0).inserted }
        guard !open.isEmpty else {
            names = []
            nearest = [:]
            return
        }
        let people = FieldHolders(audience: audience, account: account, db: db)
        let unknown = try open.filter { try !people.have($0) }
        names = unknown
        let candidates = unknown.isEmpty ? [] : known.union(try people.fields(ofFirst: Self.looked)).sorted()
        nearest = unknown.reduce(into: [:]) { $0[$1] = NearestName.to($1, among: candidates) }
    }

    var isEmpty: Bool { names.isEmpty }

    /// `{{nosuch}} is filled for nobody`
    var words: String {
        let shown = names.prefix(5).map { "{{\($0)}}" }
        let all = shown + (names.count > 5 ? ["\(names.count - 5) more"] : [])
        let list =
            all.count > 1 ? "\(all.dropLast().joined(separator: ", ")) and \(all[all.count - 1])" : all[0]
        return "\(list) \(names.count == 1 ? "is" : "are") filled for nobody"
    }

    /// What was probably meant, or how to do without.
    var hint: String {
        let meant = names.prefix(5).compactMap { nearest[$0] }.map { "{{\($0)}}" }
        let fallback = "{{\(names.first ?? "")|friend}} has “friend” stand in."
        return meant.isEmpty ? fallback : "Did you mean \(meant.joined(separator: ", "))? \(fallback)"
    }
}

/// The people of an audience as far as they have fields of their own; without an audience everybody.
private struct FieldHolders {
    let audience: AudienceSpec
    let account: Int64
    let db: ReadTransaction

    /// Whether anyone has a value for the field; a name holds nothing that JSON escapes.
    func have(_ name: String) throws -> Bool {
        let key = "\"\(name.composed)\":"
        if audience.kind == .list { return try listed().contains { $0.contains(key) } }
        guard let source = try source() else { return false }
        return try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM \(sql: source.tables) WHERE \(source.condition)
            AND \(SQL.dialect.position(of: "\(key)", in: "c.fields")) > 0)
            """) ?? false
    }

    func fields(ofFirst limit: Int) throws -> Set<String> {
        let texts = try audience.kind == .list ? Array(listed().prefix(limit)) : first(limit)
        return texts.reduce(into: []) { $0.formUnion(JSONText.map($1).keys) }
    }

    private func first(_ limit: Int) throws -> [String] {
        guard let source = try source() else { return [] }
        return try String.fetchAll(
            db,
            """
            SELECT c.fields FROM \(sql: source.tables)
            WHERE \(source.condition) AND c.fields <> '{}' LIMIT \(limit)
            """)
    }

    private func source() throws -> AudienceSource? {
        let spec = audience.kind == .none ? AudienceSpec(kind: .all) : audience
        return try AudienceSource(spec, account: account, channel: .email, in: db)
    }

    private func listed() throws -> [String] {
        try (audience.addresses ?? []).compactMap { address in
            try String.fetchOne(
                db,
                cached: """
                    SELECT fields FROM contact WHERE account = \(account)
                    AND email = \(AddressRules.key(of: address)) AND fields <> '{}'
                    """)
        }
    }
}
