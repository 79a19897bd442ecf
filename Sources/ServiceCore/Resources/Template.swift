package import FoundationEssentials

/// A message with placeholders, sent by its id.
package struct Template: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var name: String
    package var subject = ""
    package var html = ""
    package var text = ""
    package var created: Date?
    package var changed: Date?
    package var revision = 0

    package init(id: ResourceID, account: String, name: String) {
        self.id = id
        self.account = account
        self.name = name
    }

    package static let kind = ResourceKind.template
    package static let words = ResourceWords(
        "template", "templates", about: "Messages with placeholders.", name: "name", time: "created")

    package static let fields: [Field<Template>] = [
        Field("name", "Name") { .text($0.name) }.asked(\.name, limit: 200, required: true).column(0, 12...30),
        Field("subject", "Subject") { .text($0.subject) }.asked(\.subject).column(1, 16...50),
        Field("html", "HTML", .longText) { .text($0.html) }.asked(block: \.html),
        Field("text", "Text", .longText) { .text($0.text) }.asked(block: \.text),
        Field("changed", "Changed", .date) { .date($0.changed) }.column(2),
        Field("account", "Account") { .text($0.account) }.column(3, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) },
    ]
}

extension ResourceKind {
    package static let template: Self = "template"
}
