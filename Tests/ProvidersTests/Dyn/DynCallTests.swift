import ServiceCore
import TestSupport
import Testing

/// The table of calls, walked.
@Suite struct DynCallTests {
    /// The calls of `Providers/Dyn/WIRE.md` §5 to §9, read off it.
    static let specification: Set<String> = [
        "GET /accounts", "POST /accounts", "GET /accounts/xheaders", "POST /accounts/xheaders",
        "POST /accounts/delete", "GET /senders", "POST /senders", "GET /senders/details",
        "GET /senders/status", "POST /senders/dkim", "POST /senders/delete", "GET /recipients/status",
        "POST /recipients/activate", "GET /suppressions", "GET /suppressions/count", "POST /suppressions",
        "POST /suppressions/activate", "POST /send", "GET /reports/sent", "GET /reports/delivered",
        "GET /reports/bounces", "GET /reports/complaints", "GET /reports/issues", "GET /reports/opens",
        "GET /reports/clicks", "GET /reports/sent/count", "GET /reports/delivered/count",
        "GET /reports/bounces/count", "GET /reports/complaints/count", "GET /reports/issues/count",
        "GET /reports/opens/count", "GET /reports/clicks/count", "GET /reports/opens/unique",
        "GET /reports/clicks/unique", "GET /reports/opens/count/unique", "GET /reports/clicks/count/unique",
    ]

    @Test func `the table has every call of the specification and no other`() {
        #expect(Set(DynCalls.all.map(\.call)) == Self.specification)
    }

    @Test(arguments: DynCalls.all)
    func `an operation makes its call once, and changes nothing else`(_ call: PlatformCall) async throws {
        let server = try await ScriptedServer.dyn()
        try await call.run(try HostedDriver(dyn: server).connection)
        let made = server.requests.map { "\($0.method) \($0.path.replacing("/rest/json", with: ""))" }
        if call.call.hasPrefix("POST") {
            #expect(made.filter { $0.hasPrefix("POST") } == [call.call])
        } else {
            #expect(made.allSatisfy { $0.hasPrefix("GET") })
            #expect(made.contains(call.call))
        }
        #expect(Set(made).isSubset(of: Self.specification))
        for request in server.requests {
            let parameters = request.method == "GET" ? request.query : request.form
            #expect(parameters.values("apikey").count == 1)
            #expect(request.method == "POST" || request.body.isEmpty)
            #expect(
                request.method == "GET"
                    || request.header("content-type") == "application/x-www-form-urlencoded")
            #expect(request.method == "GET" || !request.target.contains("?"))
        }
    }

    @Test(arguments: DynCalls.all.filter { $0.call.hasPrefix("POST") })
    func `no call that writes is within reach of a read-only connection`(_ call: PlatformCall) async throws {
        let server = try await ScriptedServer.dyn()
        await #expect(throws: HostedDriver.NotOffered.self) {
            try await call.run(try HostedDriver(dyn: server).connection.readOnly())
        }
        #expect(server.requests.allSatisfy { $0.method == "GET" })
    }
}
