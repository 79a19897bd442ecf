/// By what a person is asked for: an e-mail address or a phone number.
package struct PersonAddress: Sendable, Hashable {
    /// What rows are found by.
    package let key: String
    /// As it is shown and typed.
    package let text: String
    package let channel: Channel

    /// - Throws: `.invalid` for what is neither.
    package init(_ text: String) throws(ServiceError) {
        let plain = text.trimmingBlanks
        if plain.contains("@") {
            do {
                let address = try MailAddress(plain)
                (key, self.text, channel) = (address.key, address.written, .email)
                return
            } catch {
                throw ServiceError(
                    .invalid, "“\(plain)” is no e-mail address: \(error.words).",
                    hint: "Name a person by an address or a number such as +49151234567.", field: "address")
            }
        }
        guard plain.contains(where: \.isNumber), let number = PhoneNumber.sought(plain) else {
            throw ServiceError(
                .invalid, "“\(plain)” is neither an e-mail address nor a phone number.",
                hint: "Name a person by an address or a number such as +49151234567.", field: "address")
        }
        (key, self.text, channel) = (number, number, .sms)
    }

    package static func == (one: PersonAddress, other: PersonAddress) -> Bool { one.key == other.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension ResourceKind {
    /// What the audit trail calls somebody who is held or erased; no pane shows it.
    package static let person: Self = "person"
}
