package import FoundationEssentials

/// A named set of an account's contacts (a DMDS base).
package struct ContactGroup: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var name: String
    /// Nil where the platform did not tell.
    package var contactCount: Int? = 0
    package var created: Date?
    package var revision = 0

    package init(id: ResourceID, account: String, name: String) {
        self.id = id
        self.account = account
        self.name = name
    }

    package static let kind = ResourceKind.group
    package static let words = ResourceWords(
        "group", "groups", about: "Named sets of contacts.", name: "name", time: "created")

    /// In characters.
    package static let longestName = 200

    /// A name as groups may have it; a comma parts names where a contact's groups are typed.
    package static func checked(_ text: String) throws(ServiceError) -> String {
        let name = try FormValues(["name": text]).requiredLine("name", "The name", limit: longestName)
        guard !name.contains(",") else {
            throw ServiceError(
                .invalid, "A group's name cannot hold a comma.", hint: "Commas part the names of groups.",
                field: "name")
        }
        return name
    }

    package static let fields: [Field<ContactGroup>] = [
        Field("name", "Name") { .text($0.name) }.asked(
            .text, required: true, show: { $0.name },
            read: { values, group throws(ServiceError) in
                group.name = try checked(values["name"] ?? "")
            }
        ).column(0, 12...40),
        Field("contacts", "Contacts", .integer) { .integer($0.contactCount) }.column(1, 8...10),
        Field("account", "Account") { .text($0.account) }.column(2, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(3),
    ]
}

extension ResourceKind {
    package static let group: Self = "group"
}
