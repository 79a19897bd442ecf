import Testing

@testable import PlatformServer

/// Paths, methods and what never reaches a call (§1).
@Suite struct SMSDropRoutingTests {
    @Test(arguments: [
        (["api"], true), (["api", "v9"], true), (["auth", "login"], true), (["users", "me"], true),
        (["subscriptions"], true), (["campaigns", "x"], true), ([], false), (["v1"], false),
        (["rest", "json"], false),
    ])
    func `both forms' paths are its own and no others`(path: [String], isIts: Bool) async throws {
        #expect(try await SMSDropDesk().dialect.serves(path) == isIts)
    }

    @Test(arguments: [
        ("GET", "api"), ("GET", "api/nothing"), ("GET", "users"), ("GET", "api/users/you"),
        ("GET", "api/api/users/me"),
        ("GET", "campaigns/a/b"), ("POST", "auth/logout"),
    ])
    func `a path that there is not is a 404 before any log-in`(method: String, path: String) async throws {
        let answer = await (try await SMSDropDesk()).call(method, path, token: "none")
        #expect(answer.status == 404 && answer.detail == "Not Found")
    }

    @Test(arguments: [
        ("GET", "api/auth/login", "POST"), ("DELETE", "api/campaigns", "GET, POST"),
        ("POST", "users/me", "GET"),
        ("PUT", "api/campaigns/retry", "GET, POST"), ("POST", "api/campaigns/7", "GET"),
    ])
    func `a path that is called otherwise is a 405 that tells how`(
        method: String, path: String, allowed: String
    ) async throws {
        let answer = await (try await SMSDropDesk()).call(method, path, token: "none")
        #expect(answer.status == 405 && answer.detail == "Method Not Allowed")
        #expect(answer.headers["allow"] == allowed)
    }

    @Test func `what could not be read is told in the same shape`() async throws {
        let dialect = try await SMSDropDesk().dialect
        #expect(SMSDropAnswer(dialect.refusal(.tooLarge)).status == 413)
        #expect(SMSDropAnswer(dialect.refusal(.tooSlow)).detail == "Request Timeout")
    }
}
