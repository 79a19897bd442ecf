import Platform
import ServiceCore

/// Contacts by their addresses (§5).
enum DMDSContacts {
    static let routes = [
        DMDSRoute(
            "contacto", arguments: "email",
            handlers: ["GET": show, "POST": save, "PUT": save, "DELETE": delete]),
        DMDSRoute("contactos/invalidos", handlers: ["GET": invalid]),
    ]

    static func unknown(_ email: String) -> ServiceError {
        ServiceError(.notFound, "unknown contact \(email.asDMDSWrites)")
    }

    private static let show: DMDSRoute.Handler = { call async throws(ServiceError) in
        let email = try call.fields.requiredEmail()
        guard let history = try await call.tenant.contact(email, DMDSEvents.kinds) else {
            throw unknown(email)
        }
        return .ok(["contacto": payload(history)])
    }

    private static let save: DMDSRoute.Handler = { call async throws(ServiceError) in
        let contact = try await call.tenant.saveContact(try ContactChange(call.fields))
        return .ok(["numid": contact.numid ?? 0, "operacion": operation(contact)])
    }

    private static let delete: DMDSRoute.Handler = { call async throws(ServiceError) in
        let email = try call.fields.requiredEmail()
        guard try await call.tenant.deleteContact(email) else { throw unknown(email) }
        return .ok(["msg": "\(email.asDMDSWrites) deleted"])
    }

    private static let invalid: DMDSRoute.Handler = { call async throws(ServiceError) in
        var answer = LongAnswer()
        try await answer.list(
            "contactos", pageLength: 500,
            pages: { last, limit async throws(ServiceError) -> [ContactHistory] in
                try await call.tenant.invalidContacts(after: last?.contact, limit: limit, DMDSEvents.kinds)
            }, payload: payload)
        return answer.response
    }

    /// A contact as DMDS writes it; what is not known is null.
    private static func payload(_ history: ContactHistory) -> JSONObject {
        let contact = history.contact
        return [
            "numid": contact.numid ?? 0, "email": contact.email.asDMDSWrites,
            "nombre": told(contact.firstName), "apellido": told(contact.lastName), "edad": contact.age,
            "sexo": contact.sex, "operacion": operation(contact), "invalido": contact.isInvalid,
            "eventos": history.events.map(DMDSEvents.contactPayload), "bases": contact.groups,
            "campos": contact.customFields,
        ]
    }

    /// An empty text is one that nobody told.
    private static func told(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// Contacts that came by other ways than DMDS's are new until they are changed.
    private static func operation(_ contact: Contact) -> String {
        contact.operation == "Modificacion" ? contact.operation : "Alta"
    }
}

extension String {
    /// An address as DMDS writes it, which is in lower case (§3).
    var asDMDSWrites: String { lowercased() }
}
