/// A value that every message of an account may refer to.
package struct GlobalVariable: Resource {
    package let id: ResourceID
    package var oddity: String?
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
    package static let words = ResourceWords(
        "variable", "variables", about: "Values that every message of an account may refer to.", name: "name")

    package static let fields: [Field<GlobalVariable>] = [
        Field("name", "Name") { .text($0.name) }.asked(\.name, .variableName, required: true).column(
            0, 12...30),
        Field("value", "Value", .longText) { .text($0.value) }.written(\.value).asked(
            block: \.value, limit: 65_536
        ).column(1, 16...60),
        Field("account", "Account") { .text($0.account) }.column(2, 16...36, middle: true),
    ]
}

extension ResourceKind {
    package static let variable: Self = "variable"
}
