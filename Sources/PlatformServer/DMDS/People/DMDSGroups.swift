import Platform
import ServiceCore

/// Groups and filters (§11).
enum DMDSGroups {
    static let routes = [
        DMDSRoute("grupo", "grupos", handlers: ["GET": list, "POST": create]),
        DMDSRoute("filtro", "filtros", handlers: ["GET": filters]),
    ]

    private static let list: DMDSRoute.Handler = { call async throws(ServiceError) in
        .ok(["grupos": try await call.tenant.groups.all().map(payload)])
    }

    /// One that exists is answered as it is.
    private static let create: DMDSRoute.Handler = { call async throws(ServiceError) in
        let name = try call.fields.required("nombre").trimmingBlanks
        let groups = call.tenant.groups
        return try await call.tenant.settled { () async throws(ServiceError) in
            if let group = try await groups.find(name) { return .ok(made(group)) }
            _ = try await groups.create(FormValues(["name": name]))
            guard let group = try await groups.find(name) else {
                throw ServiceError(.storage, "The new group cannot be read back.")
            }
            return .ok(made(group))
        }
    }

    private static let filters: DMDSRoute.Handler = { call async throws(ServiceError) in
        let filters = try await call.tenant.filters.all()
        return .ok(["filtros": filters.map { ["id": number($0.id), "nombre": $0.name] as JSONObject }])
    }

    private static func number(_ id: ResourceID) -> Int { Int(id.native) ?? 0 }

    private static func made(_ group: ContactGroup) -> JSONObject {
        ["id": number(group.id), "nombre": group.name]
    }

    private static func payload(_ group: ContactGroup) -> JSONObject {
        var payload = made(group)
        payload["contactos"] = group.contactCount ?? 0
        return payload
    }
}
