import Platform
import ServiceCore

/// SendClean's Email API v1.0: a path a call, one JSON object in and one out (`Providers/SendClean/WIRE.md`).
struct SendCleanDialect: Dialect {
    static let name = "SendClean"

    private let tenants: Tenants

    init(_ host: DialectHost) {
        tenants = Tenants(host.platform, face: "sendclean")
    }

    func serves(_ path: [String]) -> Bool { path.first == "v1.0" }

    func answer(_ request: ServerRequest) async -> ServerResponse {
        guard let call = Self.call(request) else { return SendCleanFault.unknownPage }
        guard call.method == request.method else { return SendCleanFault.wrongMethod(allowed: call.method) }
        do throws(ServiceError) {
            let parameters = try parameters(of: request)
            let tenant = try await tenant(parameters)
            var answer = try await call.run(SendCleanCaller(tenant: tenant, parameters: parameters))
            answer["status"] = "success"
            return .json(200, answer)
        } catch {
            return SendCleanFault.response(error)
        }
    }

    /// The key stands among the members of the body, first or last.
    func admission(_ request: ServerRequest) async -> Admission {
        guard let call = Self.call(request) else { return .refused(SendCleanFault.unknownPage) }
        guard call.method == request.method else {
            return .refused(SendCleanFault.wrongMethod(allowed: call.method))
        }
        let isGet = request.method == "GET"
        let parameters =
            isGet ? SendCleanParameters(query: request.query) : SendCleanParameters(beginningOf: request.body)
        if !isGet, !parameters.names(["owner_id", "token"]) { return .unknown }
        do throws(ServiceError) {
            _ = try await tenant(parameters)
            return .known
        } catch {
            return .refused(SendCleanFault.response(error))
        }
    }

    private static func call(_ request: ServerRequest) -> SendCleanCall? {
        SendCleanCall.all[request.path.dropFirst().joined(separator: "/")]
    }

    func refusal(_ fault: RequestFault) -> ServerResponse { SendCleanFault.response(fault) }

    private func parameters(of request: ServerRequest) throws(ServiceError) -> SendCleanParameters {
        request.method == "GET"
            ? SendCleanParameters(query: request.query) : try SendCleanParameters(json: request.body)
    }

    /// Whoever has both the token and the word that goes with it; one of them alone tells nothing.
    private func tenant(_ parameters: SendCleanParameters) async throws(ServiceError) -> Tenant {
        guard let owner = try? parameters.text("owner_id"), let token = try? parameters.text("token"),
            let tenant = try await tenants.find(apiKey: Secret(token)),
            Secret(tenant.ownerID).matches(owner)
        else { throw ServiceError(.unauthorized, "Token MissMatch") }
        return tenant
    }
}
