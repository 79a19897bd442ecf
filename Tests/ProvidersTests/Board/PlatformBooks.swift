import ServiceCore

/// Rows of several platforms by their names, each with its fields as text: how they stand, or how they are wished to stand.
struct PlatformBooks: Equatable {
    struct Name: Hashable, CustomStringConvertible {
        let platform: String
        let kind: ResourceKind
        let name: String

        var description: String { "\(platform) \(kind.rawValue) \(name)" }
    }

    private(set) var rows: [Name: [FieldID: String]] = [:]

    static let kinds: [ResourceKind] = [
        .account, .sender, .smtpUser, .trackingDomain, .contact, .campaign, .suppression, .group, .variable,
    ]

    /// What follows from an edit, or comes anew each time; names stand apart.
    private static let following: Set<FieldID> = [
        "id", "name", "numid", "smtp_user", "subscription_id", "dkim", "dkim_value", "used_this_hour", "used",
        "last_event", "percentage", "state_reason", "operation", "sms_credits",
    ]

    mutating func add(_ rows: [Row], of platform: String) {
        for row in rows where row.id.kind != .suppression || row["state"].plainText != "lifted" {
            let told = row.schema.fields.filter {
                ![.date, .secret].contains($0.kind) && !Self.following.contains($0.id)
            }
            self.rows[Name(platform: platform, kind: row.id.kind, name: row.name)] = Dictionary(
                uniqueKeysWithValues: told.map { ($0.id, row[$0.id].plainText) })
        }
    }

    subscript(name: Name) -> [FieldID: String]? {
        get { rows[name] }
        set { rows[name] = newValue }
    }

    /// The only row of a kind, whatever the platform calls it.
    func only(_ kind: ResourceKind, of platform: String) -> Name? {
        let names = rows.keys.filter { $0.platform == platform && $0.kind == kind }
        return names.count == 1 ? names.first : nil
    }

    /// In what these books differ from what is wished; of a row that was made only what was said of it counts.
    func differences(from wished: PlatformBooks) -> [String] {
        let names = Set(rows.keys).union(wished.rows.keys)
        return names.compactMap { name -> String? in
            guard let own = rows[name] else { return "\(name) is not there" }
            guard let wish = wished.rows[name] else { return "\(name) is there" }
            let wrong = wish.filter { own[$0.key] != $0.value }.map {
                "\($0.key) is “\(own[$0.key] ?? "")”, not “\($0.value)”"
            }
            return wrong.isEmpty ? nil : "\(name): \(wrong.sorted().joined(separator: ", "))"
        }.sorted()
    }
}
