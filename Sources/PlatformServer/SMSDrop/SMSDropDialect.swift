import Platform

/// smsdrop (`Providers/SMSDrop/WIRE.md`): text campaigns on credit, under `/api` and in its older form without it.
package struct SMSDropDialect: Dialect {
    package static let name = "SMSDrop"
    /// The first words of the older form's paths, and the prefix of the newer.
    private static let roots: Set<String> = [prefix, "auth", "users", "subscriptions", "campaigns"]
    private static let prefix = "api"

    private let session: SMSDropSession

    package init(_ host: DialectHost) {
        session = SMSDropSession(tenants: Tenants(host.platform, face: "smsdrop"), throttle: host.throttle)
    }

    package func serves(_ path: [String]) -> Bool { path.first.map(Self.roots.contains) ?? false }

    package func answer(_ request: ServerRequest) async -> ServerResponse {
        do {
            return try await answer(request, isNewer: request.path.first == Self.prefix)
        } catch {
            return SMSDropFailure(error).response
        }
    }

    package func admission(_ request: ServerRequest) async -> Admission {
        do {
            if try call(request) == .logIn { return try session.admission(request) }
            _ = try await session.tenant(request)
            return .known
        } catch {
            return .refused(SMSDropFailure(error).response)
        }
    }

    package func refusal(_ fault: RequestFault) -> ServerResponse { SMSDropFailure.request(fault).response }

    private func call(_ request: ServerRequest) throws(SMSDropFailure) -> SMSDropCall {
        let isNewer = request.path.first == Self.prefix
        return try SMSDropCall(request.method, isNewer ? Array(request.path.dropFirst()) : request.path)
    }

    /// The older form leaves the time of making out of campaigns; nothing else differs (§1).
    private func answer(_ request: ServerRequest, isNewer: Bool) async throws -> ServerResponse {
        let call = try call(request)
        if call == .logIn { return .json(200, try await session.logIn(request)) }
        let caller = SMSDropCaller(tenant: try await session.tenant(request), tellsCreation: isNewer)
        switch call {
        case .logIn, .profile: return .json(200, try await caller.profile())
        case .subscription: return .json(200, try await caller.subscription())
        case .create: return try await caller.create(request.body)
        case .retry: return try await caller.retry(request.body)
        case .list: return .json(200, try await caller.list(request.query))
        case .read(let id): return .json(200, try await caller.read(id))
        }
    }
}
