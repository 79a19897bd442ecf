import Platform
import ServiceCore

/// Global variables: every call answers with all of them (§11).
enum DMDSVariables {
    static let routes = [
        DMDSRoute(
            "variables_globales", "variables", handlers: ["GET": list, "POST": save, "DELETE": delete])
    ]

    private static let list: DMDSRoute.Handler = { call async throws(ServiceError) in
        try await answer(call.tenant)
    }

    /// Creates it or changes it.
    private static let save: DMDSRoute.Handler = { call async throws(ServiceError) in
        let name = try call.fields.required("nombre").trimmingBlanks
        guard let value = call.fields.given("valor")?.plainText else {
            throw DMDSFields.missing("valor")
        }
        try await call.tenant.settled { () async throws(ServiceError) in
            try await set(name, value, call.tenant)
        }
        return try await answer(call.tenant)
    }

    private static func set(_ name: String, _ value: String, _ tenant: Tenant) async throws(ServiceError) {
        if let variable = try await tenant.variables.find(name) {
            _ = try await tenant.variables.update(variable, FormValues(["value": value]))
        } else {
            _ = try await tenant.variables.create(FormValues(["name": name, "value": value]))
        }
    }

    private static let delete: DMDSRoute.Handler = { call async throws(ServiceError) in
        let name = try call.fields.required("nombre").trimmingBlanks
        guard let variable = try await call.tenant.variables.find(name) else {
            throw ServiceError(.notFound, "unknown variable \(name)")
        }
        try await call.tenant.variables.delete([variable])
        return try await answer(call.tenant)
    }

    private static func answer(_ tenant: Tenant) async throws(ServiceError) -> ServerResponse {
        let pairs = try await tenant.variables.all().map { ($0.name, $0.value) }
        return .ok(["variables": Dictionary(pairs) { first, _ in first }])
    }
}
