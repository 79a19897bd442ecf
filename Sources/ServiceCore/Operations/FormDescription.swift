/// What a form asks for; drawn by the board, filled by `NAME=VALUE` on the command line.
package struct FormDescription: Sendable, Hashable {
    /// What the form does: `New approved sender`.
    package var title: String
    package var fields: [FormField]
    /// Of a message, whom it goes to whatever is typed: `Goes to 2 recipients of what was chosen.` Shown above the
    /// fields; who asks the filled form for its audience says that instead.
    package var audience: String?
    /// Sentences shown above the fields, such as where a message would be sent from.
    package var notes: [String]
    /// What must hold of the values, beyond what the kinds of the fields say.
    package var rules: FormRules?
    /// What can be said of the values before they are sent.
    package var remarks: FormRemarks?

    package init(
        title: String, fields: [FormField], audience: String? = nil, notes: [String] = [],
        remarks: FormRemarks? = nil
    ) {
        self.title = title
        self.fields = fields
        self.audience = audience
        self.notes = notes
        self.remarks = remarks
    }

    /// The values that the form opens with.
    package var initialValues: FormValues {
        FormValues(Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }

    /// With sentences above its own notes.
    package func noting(_ remarks: [String]) -> Self {
        var noted = self
        noted.notes = remarks + notes
        return noted
    }

    package subscript(id: FieldID) -> FormField? {
        fields.first { $0.id == id }
    }
}

/// One line of a form. Every value is text; `kind` says which texts are right.
package struct FormField: Sendable, Hashable, Identifiable {
    package var id: FieldID
    package var label: String
    package var kind: Kind
    package var value: String
    package var isRequired: Bool
    package var help: String

    package init(
        _ id: FieldID, _ label: String, _ kind: Kind = .text, value: String = "", isRequired: Bool = false,
        help: String = ""
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.value = value
        self.isRequired = isRequired
        self.help = help
    }

    /// A yes or no; one that is unknown stands empty, and stays as it is at the platform unless it is chosen.
    package static func flag(_ id: FieldID, _ label: String, _ value: Bool?) -> FormField {
        FormField(id, label, .flag, value: value.map { $0 ? "yes" : "no" } ?? "")
    }

    package enum Kind: Sendable, Hashable {
        case text
        /// Many lines; `Ctrl-O` opens it in an editor.
        case multiline
        case secret
        /// `yes` or `no`; empty where it is unknown.
        case flag
        case integer(ClosedRange<Int>)
        case choice([String])
        /// Items separated by commas.
        case list
        /// `name=value` pairs separated by commas.
        case map
        /// A time as `TimeReading` takes it, in the zone that is meant where it names none.
        case date(FormZone)
        /// Shown, never changed.
        case fixed
    }
}

/// The value of a secret line shows nowhere by itself, as that of a `Secret`.
extension FormField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "FormField(\(id): \(kind == .secret && !value.isEmpty ? Secret.mask : value))"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
