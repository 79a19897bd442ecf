package import Store

/// What makes a million contacts quick to list, sort and search, apart from the table itself.
///
/// A big first load is several times faster when rows go in first and these are built afterwards: see `BulkLoad`.
package enum ContactIndices {
    /// The sort orders a list can have; each index ends in the row's id, which breaks ties and serves paging.
    /// The order of creation is that of the ids and needs none.
    package static let sorted = [
        Index(name: "contact_by_email", columns: "email_sort"),
        Index(name: "contact_by_name", columns: "name_sort"),
        Index(name: "contact_by_last_event", columns: "last_event_sort"),
        Index(name: "contact_by_state", columns: "state"),
    ]

    static let phone = Index(
        name: "contact_phone", columns: "account, phone", isUnique: true, where: Predicate.contactPhone)

    static let others = [
        phone,
        Index(name: "contact_by_age", columns: "age, sex"),
        Index(name: "contact_by_sex", columns: "sex", where: Predicate.contactSex),
        Index(name: "contact_hard_bounced", columns: "hard_count", where: Predicate.contactHardBounced),
        Index(name: "contact_soft_bounced", columns: "soft_count", where: Predicate.contactSoftBounced),
        Index(
            name: "contact_limited", columns: "allows_email, allows_sms", where: Predicate.contactLimited),
        Index(name: "contact_invalid", columns: "account", where: Predicate.contactInvalid),
        Index(
            name: "contact_whitelisted", columns: "whitelisted_at", where: Predicate.contactWhitelisted),
    ]

    /// One index over `contact`; SQLite adds the row's id as its last column by itself.
    package struct Index: Sendable {
        package let name: String
        package let columns: String
        var isUnique = false
        var `where`: String?

        var create: String {
            let unique = isUnique ? "UNIQUE " : ""
            let condition = `where`.map { " WHERE \($0)" } ?? ""
            return "CREATE \(unique)INDEX IF NOT EXISTS \(name) ON contact (\(columns))\(condition);"
        }
    }

    /// Apart from the others because only sample data is sure to bring no address twice.
    static let createUniqueEmail = "CREATE UNIQUE INDEX contact_account_email ON contact (account, email);"

    static let all = sorted + others
    static let create = all.map(\.create).joined(separator: "\n")
    static let drop = all.map { "DROP INDEX IF EXISTS \($0.name);" }.joined(separator: "\n")

    /// Finds people by any piece of their e-mail, name or phone (`SearchFolding.searchText`).
    static let text = TextIndex("contact_text", of: "contact", "search")
    /// Finds them by any piece of their fields, as a row shows these.
    static let fields = TextIndex("contact_fields_text", of: "contact", "fields", by: "folded_map")
    static let texts = [text, fields]
}

/// A contact's text as its columns for search and sorting hold it.
extension SearchFolding {
    /// Sorts after every letter: people without a name come last.
    package static let nameless = "\u{10FFFF}"

    /// The value of `contact.search`: e-mail, full name and phone, folded, in this order, and parted by what no needle
    /// holds.
    package static func searchText(email: String?, first: String, last: String, phone: String?) -> String {
        "\(fold(email ?? ""))\u{1}\(fold(fullName(first, last)))\u{1}\(fold(phone ?? ""))"
    }

    /// The value of `contact.name_sort`: the name as rows show it, folded.
    package static func nameSortKey(last: String, first: String) -> String {
        last.isEmpty && first.isEmpty ? nameless : fold(fullName(first, last))
    }

    private static func fullName(_ first: String, _ last: String) -> String {
        first.isEmpty || last.isEmpty ? first + last : "\(first) \(last)"
    }
}
