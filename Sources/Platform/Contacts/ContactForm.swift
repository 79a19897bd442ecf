import ServiceCore

/// The lines of a contact's form and how they are read.
enum ContactForm {
    static let lines = FormLines<Contact>(
        "email", "first_name", "last_name", "phone", "age", "sex", "groups", "fields", "channels")

    /// Reads the lines that the form has into a contact and checks them.
    static func read(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        try lines.read(values, into: &contact)
        guard contact.email.isEmpty, contact.phone.isEmpty else { return }
        throw ServiceError(
            .invalid, "A contact needs an e-mail address or a phone number.", field: "email")
    }
}
