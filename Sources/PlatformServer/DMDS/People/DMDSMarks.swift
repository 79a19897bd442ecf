import Platform
import ServiceCore

/// The whitelist, and what makes contacts invalid and valid again (§6, §7).
enum DMDSMarks {
    static let routes = [
        DMDSRoute(
            "whitelist", arguments: "email",
            handlers: [
                "GET": ask, "POST": whitelisting(true), "PUT": whitelisting(true),
                "DELETE": whitelisting(false),
            ]),
        // GETs that change something.
        DMDSRoute("invalidar", arguments: "email", handlers: ["GET": marking(isInvalid: true)]),
        DMDSRoute("revalidar", arguments: "email", handlers: ["GET": marking(isInvalid: false)]),
    ]

    private static let ask: DMDSRoute.Handler = { call async throws(ServiceError) in
        let email = try call.fields.requiredEmail()
        return told(email, try await call.tenant.isWhitelisted(email))
    }

    private static func whitelisting(_ isWhitelisted: Bool) -> DMDSRoute.Handler {
        { call async throws(ServiceError) in
            let email = try call.fields.requiredEmail()
            try await call.tenant.setWhitelisted(isWhitelisted, email)
            return told(email, isWhitelisted)
        }
    }

    private static func told(_ email: String, _ isWhitelisted: Bool) -> ServerResponse {
        .ok(["msg": "\(email.asDMDSWrites) \(isWhitelisted ? "" : "not ")whitelisted"])
    }

    private static func marking(isInvalid: Bool) -> DMDSRoute.Handler {
        { call async throws(ServiceError) in
            let email = try call.fields.requiredEmail()
            guard try await call.tenant.setInvalid(isInvalid, email) else {
                throw DMDSContacts.unknown(email)
            }
            // The one answer that is documented for both calls; it says nothing of the whitelist.
            return .ok(["msg": "whitelisted"])
        }
    }
}
