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
        let call: SendCleanCall
        switch Self.call(request) {
        case .success(let found): call = found
        case .failure(let fault): return fault.response
        }
        do throws(ServiceError) {
            let parameters = try parameters(of: request)
            return try await call.answer(try await tenant(parameters), parameters)
        } catch {
            return SendCleanFault(error).response
        }
    }

    /// The key stands among the members of the body, first or last.
    func admission(_ request: ServerRequest) async -> Admission {
        if case .failure(let fault) = Self.call(request) { return .refused(fault.response) }
        let isGet = request.method == "GET"
        let parameters =
            isGet ? SendCleanParameters(query: request.query) : SendCleanParameters(beginningOf: request.body)
        if !isGet, !parameters.names(["owner_id", "token"]) { return .unknown }
        do throws(ServiceError) {
            _ = try await tenant(parameters)
            return .known
        } catch {
            return .refused(SendCleanFault(error).response)
        }
    }

    private static func call(_ request: ServerRequest) -> Result<SendCleanCall, SendCleanFault> {
        guard let call = SendCleanCall.all[request.path.dropFirst().joined(separator: "/")] else {
            return .failure(.unknownPage)
        }
        return call.method == request.method ? .success(call) : .failure(.wrongMethod(allowed: call.method))
    }

    func refusal(_ fault: RequestFault) -> ServerResponse { SendCleanFault(fault).response }

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
