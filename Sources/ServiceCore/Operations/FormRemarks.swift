/// Something worth knowing of what a form says, before it is sent: `new group “lanch list”`.
package struct FormRemark: Sendable, Hashable {
    package var text: String
    /// What may have been meant, or how to do without.
    package var hint: String
    /// What a command must say expressly; nil where it is only told.
    package var consent: Consent?

    package init(_ text: String, hint: String = "", consent: Consent? = nil) {
        self.text = text
        self.hint = hint
        self.consent = consent
    }

    /// The board asks by showing its preview; a command wants an option.
    package struct Consent: Sendable, Hashable {
        /// `create-groups`
        package var option: String
        /// What is said without it: `There is no group “lanch list”.`
        package var refusal: String

        package init(option: String, refusal: String) {
            self.option = option
            self.refusal = refusal
        }
    }

    /// A group that would be made by the way.
    package static func newGroup(_ name: String, nearest: String?) -> FormRemark {
        FormRemark(
            "new group “\(name)”", hint: nearest.map { "Did you mean “\($0)”?" } ?? "",
            consent: Consent(option: "create-groups", refusal: "There is no group “\(name)”."))
    }

    package var sentence: String { hint.isEmpty ? text : "\(text) · \(hint)" }
}

/// Reads a filled form for what is worth knowing of it, once it is ready for its preview.
///
/// What is wrong with the values is not its business; sending them says so.
package struct FormRemarks: Sendable {
    package let read: @Sendable (FormValues) async throws(ServiceError) -> [FormRemark]

    package init(_ read: @escaping @Sendable (FormValues) async throws(ServiceError) -> [FormRemark]) {
        self.read = read
    }
}

/// A form is the same form whoever reads it.
extension FormRemarks: Hashable {
    package static func == (one: FormRemarks, other: FormRemarks) -> Bool { true }

    package func hash(into hasher: inout Hasher) {}
}
