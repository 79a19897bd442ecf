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
    package static let words = ResourceWords("group", "groups", name: "name", time: "created")

    package static let fields: [Field<ContactGroup>] = [
        Field("name", "Name") { .text($0.name) },
        Field("contacts", "Contacts", .integer) { .integer($0.contactCount) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}
