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
        guard let history = try await call.tenant.contact(email, EventPayload.kinds) else {
            throw unknown(email)
        }
        return .ok(One(contacto: ContactPayload(history)))
    }

    private static let save: DMDSRoute.Handler = { call async throws(ServiceError) in
        let contact = try await call.tenant.saveContact(try ContactChange(call.fields))
        return .ok(Saved(numid: contact.numid ?? 0, operacion: ContactPayload.operation(contact)))
    }

    private static let delete: DMDSRoute.Handler = { call async throws(ServiceError) in
        let email = try call.fields.requiredEmail()
        guard try await call.tenant.deleteContact(email) else { throw unknown(email) }
        return .ok(MessagePayload("\(email.asDMDSWrites) deleted"))
    }

    private static let invalid: DMDSRoute.Handler = { call async throws(ServiceError) in
        var answer = LongAnswer(StatusPayload())
        try await answer.list(
            "contactos", pageLength: 500,
            pages: { last, limit async throws(ServiceError) -> [ContactHistory] in
                try await call.tenant.invalidContacts(
                    after: last?.contact, limit: limit, EventPayload.kinds)
            }, payload: { ContactPayload($0) })
        return answer.response
    }

    private struct One: Encodable {
        let status = "ok"
        let contacto: ContactPayload
    }

    private struct Saved: Encodable {
        let status = "ok"
        let numid: Int
        let operacion: String
    }
}

/// An answer that has nothing to tell, or nothing yet.
struct StatusPayload: Encodable {
    let status = "ok"
}

/// An answer in words.
struct MessagePayload: Encodable {
    let status = "ok"
    let msg: String

    init(_ msg: String) { self.msg = msg }
}
