import Platform
import ServiceCore

/// Planisys DMDS's REST API v1.5: JSON by any method, whatever its content type (`Providers/DMDS/WIRE.md`).
struct DMDSDialect: Dialect {
    static let name = "DMDS"

    private let tenants: Tenants
    private let fetch: GuardedFetch

    init(_ host: DialectHost) {
        tenants = Tenants(host.platform, face: "dmds")
        fetch = host.platform.context.fetch
    }

    func serves(_ path: [String]) -> Bool { path.first == "v1" }

    func answer(_ request: ServerRequest) async -> ServerResponse {
        do throws(ServiceError) {
            // Before anything else: who has no key is not told which paths there are.
            guard let tenant = try await tenant(request) else { return DMDSFault.forbidden }
            guard let (route, named) = DMDSRoute.find(request.path.dropFirst()) else {
                return DMDSFault.unknownPath
            }
            guard let handler = route.handlers[request.method] else {
                return DMDSFault.wrongMethod(allowed: route.handlers.keys.sorted())
            }
            let fields = try DMDSFields(body: request.body, query: request.query, named: named)
            return try await handler(DMDSCall(tenant: tenant, fields: fields, fetch: fetch))
        } catch {
            return DMDSFault.response(error)
        }
    }

    func admission(_ request: ServerRequest) async -> Admission {
        do throws(ServiceError) {
            return try await tenant(request) == nil ? .refused(DMDSFault.forbidden) : .known
        } catch {
            return .refused(DMDSFault.response(error))
        }
    }

    func refusal(_ fault: RequestFault) -> ServerResponse { DMDSFault.response(fault) }

    /// The key stands bare in its header, without a word before it.
    private func tenant(_ request: ServerRequest) async throws(ServiceError) -> Tenant? {
        guard let key = request.header("authorization"), !key.isEmpty else { return nil }
        return try await tenants.find(apiKey: Secret(key))
    }
}
