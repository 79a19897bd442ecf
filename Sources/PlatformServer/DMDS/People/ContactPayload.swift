import Platform
import ServiceCore

/// A contact as DMDS writes it (§5); what is not known is null.
struct ContactPayload: Encodable {
    let numid: Int
    let email: String
    let nombre: OrNull<String>
    let apellido: OrNull<String>
    let edad: OrNull<Int>
    let sexo: OrNull<String>
    let operacion: String
    let invalido: Bool
    let eventos: [EventPayload]
    let bases: [String]
    let campos: [String: String]

    init(_ history: ContactHistory) {
        let contact = history.contact
        numid = contact.numid ?? 0
        email = contact.email.asDMDSWrites
        nombre = OrNull(told: contact.firstName)
        apellido = OrNull(told: contact.lastName)
        edad = OrNull(contact.age)
        sexo = OrNull(contact.sex)
        operacion = Self.operation(contact)
        invalido = contact.isInvalid
        eventos = history.events.map { EventPayload($0, isOfContact: true) }
        bases = contact.groups
        campos = contact.customFields
    }

    /// Contacts that came by other ways than DMDS's are new until they are changed.
    static func operation(_ contact: Contact) -> String {
        contact.operation == "Modificacion" ? contact.operation : "Alta"
    }
}
