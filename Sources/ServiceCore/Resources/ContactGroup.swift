package import FoundationEssentials

/// A named set of an account's contacts (a DMDS base).
package struct ContactGroup: Resource {
    package let id: ResourceID
    package var account: String
    package var name: String
    package var contactCount = 0
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

/// A saved search over an account's contacts, in the filter grammar.
package struct ContactFilter: Resource {
    package let id: ResourceID
    package var account: String
    package var name: String
    package var expression: String
    package var created: Date?
    package var revision = 0

    package init(id: ResourceID, account: String, name: String, expression: String) {
        self.id = id
        self.account = account
        self.name = name
        self.expression = expression
    }

    package static let kind = ResourceKind.filter
    package static let words = ResourceWords("filter", "filters", name: "name", time: "created")

    package static let fields: [Field<ContactFilter>] = [
        Field("name", "Name") { .text($0.name) },
        Field("expression", "Expression", .longText) { .text($0.expression) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}

/// A value that every message of an account may refer to.
package struct GlobalVariable: Resource {
    package let id: ResourceID
    package var account: String
    package var name: String
    package var value: String
    package var revision = 0

    package init(id: ResourceID, account: String, name: String, value: String) {
        self.id = id
        self.account = account
        self.name = name
        self.value = value
    }

    package static let kind = ResourceKind.variable
    package static let words = ResourceWords("variable", "variables", name: "name")

    package static let fields: [Field<GlobalVariable>] = [
        Field("name", "Name") { .text($0.name) },
        Field("value", "Value", .longText) { .text($0.value) },
        Field("account", "Account") { .text($0.account) },
    ]
}
