import Platform
import ServiceCore

/// Dyn Message Management under `/rest/json`; `Providers/Dyn/WIRE.md` says what it answers.
package struct DynDialect: Dialect {
    package static let name = "Dyn"
    private let tenants: Tenants

    package init(_ host: DialectHost) {
        tenants = Tenants(host.platform, face: "dyn")
    }

    /// The other formats that there once were are answered too, if only with 404.
    package func serves(_ path: [String]) -> Bool { path.first == "rest" }

    package func answer(_ request: ServerRequest) async -> ServerResponse {
        guard request.path.starts(with: ["rest", "json"]) else { return DynAnswer.noSuchPath }
        let parameters = DynParameters(request)
        guard parameters.isWhole else { return DynAnswer.bad(RequestFault.tooLarge) }
        do throws(ServiceError) {
            guard let tenant = try await tenant(parameters) else { return DynAnswer.noSuchKey }
            let path = request.path.dropFirst(2).joined(separator: "/")
            guard let call = DynCall.all["\(request.method) \(path)"] else { return DynAnswer.noSuchPath }
            return DynAnswer.good(try await call(DynCaller(tenant: tenant, parameters: parameters)))
        } catch {
            return DynAnswer.bad(error)
        }
    }

    /// A form may say late, or twice, whose it is.
    package func admission(_ request: ServerRequest) async -> Admission {
        guard request.path.starts(with: ["rest", "json"]) else { return .refused(DynAnswer.noSuchPath) }
        let parameters = DynParameters(beginningOf: request)
        if request.method == "POST", parameters.plainKey == nil { return .unknown }
        do throws(ServiceError) {
            return try await tenant(parameters) == nil ? .refused(DynAnswer.noSuchKey) : .known
        } catch {
            return .refused(DynAnswer.bad(error))
        }
    }

    package func refusal(_ fault: RequestFault) -> ServerResponse { DynAnswer.bad(fault) }

    /// The key's account; nil where the key is missing or nobody's.
    private func tenant(_ parameters: DynParameters) async throws(ServiceError) -> Tenant? {
        guard let key = parameters["apikey"], !key.isEmpty else { return nil }
        return try await tenants.find(apiKey: Secret(key))
    }
}
