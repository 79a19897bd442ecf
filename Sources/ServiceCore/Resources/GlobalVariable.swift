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
    package static let words = ResourceWords("variable", "variables", name: "name")

    package static let fields: [Field<GlobalVariable>] = [
        Field("name", "Name") { .text($0.name) },
        Field("value", "Value", .longText) { .text($0.value) }.written(\.value),
        Field("account", "Account") { .text($0.account) },
    ]
}
