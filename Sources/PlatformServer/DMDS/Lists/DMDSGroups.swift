import Platform
import ServiceCore

/// Groups and filters (§11).
enum DMDSGroups {
    static let routes = [
        DMDSRoute("grupo", "grupos", handlers: ["GET": list, "POST": create]),
        DMDSRoute("filtro", "filtros", handlers: ["GET": filters]),
    ]

    private static let list: DMDSRoute.Handler = { call async throws(ServiceError) in
        .ok(Groups(grupos: try await call.tenant.groups.all().map { Group($0) }))
    }

    /// One that exists is answered as it is.
    private static let create: DMDSRoute.Handler = { call async throws(ServiceError) in
        let name = try call.fields.required("nombre").trimmingBlanks
        let groups = call.tenant.groups
        return try await call.tenant.settled { () async throws(ServiceError) in
            if let group = try await groups.find(name) { return .ok(Made(group)) }
            _ = try await groups.create(FormValues(["name": name]))
            guard let group = try await groups.find(name) else {
                throw ServiceError(.storage, "The new group cannot be read back.")
            }
            return .ok(Made(group))
        }
    }

    private static let filters: DMDSRoute.Handler = { call async throws(ServiceError) in
        let filters = try await call.tenant.filters.all()
        return .ok(Filters(filtros: filters.map { Filter(id: number($0.id), nombre: $0.name) }))
    }

    private static func number(_ id: ResourceID) -> Int { Int(id.native) ?? 0 }

    private struct Made: Encodable {
        let status = "ok"
        let id: Int
        let nombre: String

        init(_ group: ContactGroup) { (id, nombre) = (number(group.id), group.name) }
    }

    private struct Groups: Encodable {
        let status = "ok"
        let grupos: [Group]
    }

    private struct Group: Encodable {
        let id: Int
        let nombre: String
        let contactos: Int

        init(_ group: ContactGroup) {
            (id, nombre, contactos) = (number(group.id), group.name, group.contactCount ?? 0)
        }
    }

    private struct Filters: Encodable {
        let status = "ok"
        let filtros: [Filter]
    }

    private struct Filter: Encodable {
        let id: Int
        let nombre: String
    }
}
