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
    package static let words = ResourceWords("template", "templates", name: "name", time: "created")

    package static let fields: [Field<Template>] = [
        Field("name", "Name") { .text($0.name) },
        Field("subject", "Subject") { .text($0.subject) },
        Field("html", "HTML", .longText) { .text($0.html) },
        Field("text", "Text", .longText) { .text($0.text) },
        Field("changed", "Changed", .date) { .date($0.changed) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}
