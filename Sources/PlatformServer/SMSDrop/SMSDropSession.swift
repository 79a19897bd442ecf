import Platform
import ServiceCore

/// Logging in, and the account that a token stands for (§2).
struct SMSDropSession: Sendable {
    let tenants: Tenants
    let throttle: LoginThrottle

    private static let tokenLife = Duration.seconds(3600)
    /// No address is longer; what is only slows, and would be remembered with each failure.
    private static let longestField = 254
    private static let longestForm = 8192

    /// What a log-in answers; the one place where a token is told.
    func logIn(_ request: ServerRequest) async throws -> JSONObject {
        let (email, password) = try Self.credentials(request.body)
        let tenant = try await tenant(email, password, from: request.caller)
        let token = try await tenant.issueToken(lasting: Self.tokenLife)
        return ["access_token": token.reveal(), "token_type": "bearer"]
    }

    /// Whether a log-in, which has no token yet, is read on.
    func admission(_ request: ServerRequest) throws(SMSDropFailure) -> Admission {
        if request.body.count > Self.longestForm { throw .request(.tooLarge) }
        return .unknown
    }

    /// - Throws: `.unauthorized` where the token is missing, unknown or over, or its account disabled.
    func tenant(_ request: ServerRequest) async throws -> Tenant {
        guard let token = Self.token(request), let tenant = try await tenants.find(token: token) else {
            throw SMSDropFailure.unauthorized
        }
        return tenant
    }

    private func tenant(
        _ email: String, _ password: String, from caller: String
    ) async throws(SMSDropFailure) -> Tenant {
        var outcome: Result<Tenant?, ServiceError> = .success(nil)
        let verdict = await throttle.check(email, from: caller) {
            do throws(ServiceError) {
                outcome = .success(try await tenants.logIn(email, password: Secret(password)))
            } catch {
                outcome = .failure(error)
            }
            return if case .success(.some) = outcome { true } else { false }
        }
        if case .later(let wait) = verdict {
            throw .tooManyAttempts(seconds: Int(wait.components.seconds) + 1)
        }
        switch outcome {
        case .success(let tenant?): return tenant
        case .success(nil): throw .badCredentials
        case .failure(let error): throw SMSDropFailure(error)
        }
    }

    /// An empty field counts as missing, as it does in the framework.
    private static func credentials(
        _ body: [UInt8]
    ) throws(SMSDropFailure) -> (email: String, password: String) {
        guard body.count <= longestForm else { throw .request(.tooLarge) }
        let fields = RequestFields(encoded: body)
        let (email, password) = (fields["username"] ?? "", fields["password"] ?? "")
        let missing = [("username", email), ("password", password)].filter(\.1.isEmpty)
        guard missing.isEmpty else {
            throw .invalid(missing.map { SMSDropViolation(["body", .name($0.0)], .missing) })
        }
        guard email.utf8.count <= longestField else { throw .badCredentials }
        return (email, password)
    }

    private static func token(_ request: ServerRequest) -> Secret? {
        let parts = (request.header("authorization") ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= longestField else {
            return nil
        }
        return Secret(String(parts[1]))
    }
}
