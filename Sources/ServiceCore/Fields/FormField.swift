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

/// In which zone a form's line reads a time that names none.
package enum FormZone: Sendable, Hashable {
    /// That of the person who fills the form.
    case reader
    /// That of the account which the row belongs to.
    case account(WallZone)
    /// That of the account which the line `account` names, by user name.
    case accountNamed([String: WallZone])

    /// Nil where the account is not named yet.
    package func zone(_ values: FormValues, reader: WallZone) -> WallZone? {
        switch self {
        case .reader: reader
        case .account(let zone): zone
        case .accountNamed(let zones):
            values.text("account").flatMap { name in
                zones[name] ?? zones.first { MailAddress.key(of: $0.key) == MailAddress.key(of: name) }?.value
            }
        }
    }
}
