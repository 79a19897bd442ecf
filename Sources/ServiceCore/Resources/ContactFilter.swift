package import FoundationEssentials

/// A saved search over an account's contacts, in the filter grammar.
package struct ContactFilter: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var name: String
    package var expression: String
    /// The zone in which the dates of its expression are meant, whoever asks; nil where its platform has none.
    package var zone: String?
    package var created: Date?
    package var untold: Set<FieldID> = []
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
        Field("zone", "Times in", help: "The zone of the dates in the expression.") { .text($0.zone) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}
