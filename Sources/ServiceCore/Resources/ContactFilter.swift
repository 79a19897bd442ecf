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
    package static let words = ResourceWords(
        "filter", "filters", about: "Saved searches over contacts.", name: "name", time: "created")

    /// Empty leaves it.
    private static func readZone(
        _ values: FormValues, into filter: inout ContactFilter
    ) throws(ServiceError) {
        guard let name = values.text("zone") else { return }
        guard let zone = WallZone(named: name) else {
            throw ServiceError(
                .invalid, "There is no time zone “\(name)”.", hint: WallZone.hint(for: name), field: "zone")
        }
        filter.zone = zone.name
    }

    package static let fields: [Field<ContactFilter>] = [
        Field("name", "Name") { .text($0.name) }.asked(\.name, limit: 200, required: true).column(0, 12...30),
        Field("expression", "Expression", .longText) { .text($0.expression) }.asked(
            \.expression, limit: 4096, required: true,
            help: "As after / in contacts: groups:clientes since:90d -whitelisted:yes"
        ).column(1, 16...60),
        Field("zone", "Times in", help: "The zone of the dates in the expression.") { .text($0.zone) }.asked(
            .text, help: "The zone of the dates in the expression, whoever uses it.",
            show: { $0.zone ?? "" }, read: readZone),
        Field("account", "Account") { .text($0.account) }.column(2, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) },
    ]
}

extension ResourceKind {
    package static let filter: Self = "filter"
}
