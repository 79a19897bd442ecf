import Providers
import ServiceCore
import Synchronization
import TestSupport

extension HostedDriver {
    init(dyn connection: Connection) { self.init(connection: connection) }

    /// On a connection to a scripted Dyn.
    init(
        dyn server: ScriptedServer, readOnly: Bool = false, log: (any RequestLog)? = nil,
        clock: SteppingClock = SteppingClock(), memory: String? = nil, trail: (any AuditTrail)? = nil
    ) throws {
        let settings = ConnectionSettings(
            id: "dyn", isReadOnly: readOnly, baseURL: server.url,
            credentials: Credentials(["api-key": Secret(DynFixture.key)]), clock: clock.transport(),
            requestLog: log, memoryPath: memory)
        self.init(dyn: try settings.connect("dyn", trail: trail))
    }
}

extension ScriptedServer {
    /// Scripts the `data` of a call's good answers, given in turn; the last one stays.
    func data(_ method: String, _ path: String, _ data: String...) {
        let left = Mutex(data)
        answer(method, "/rest/json/\(path)") { _ in
            .json(DynFixture.good(left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? "[]" }))
        }
    }

    /// A server that answers every call of the specification as it says.
    static func dyn() async throws -> ScriptedServer {
        let server = try await ScriptedServer()
        server.data("GET", "accounts", DynFixture.accounts)
        server.data("POST", "accounts", DynFixture.account)
        server.data("GET", "accounts/xheaders", DynFixture.xheaders)
        server.data("POST", "accounts/xheaders", DynFixture.xheaders)
        server.data("GET", "senders", DynFixture.senders)
        for (method, path) in [("POST", "senders"), ("POST", "senders/dkim"), ("GET", "senders/details")] {
            server.data(method, path, DynFixture.sender)
        }
        server.data("GET", "senders/status", DynFixture.senderStatus)
        server.data("GET", "recipients/status", DynFixture.recipient)
        server.data("GET", "suppressions", DynFixture.suppressions)
        server.data("GET", "suppressions/count", DynFixture.suppressionCount)
        for path in [
            "accounts/delete", "senders/delete", "recipients/activate", "suppressions",
            "suppressions/activate",
            "send",
        ] {
            server.data("POST", path, "[]")
        }
        server.reports()
        return server
    }

    private func reports() {
        let more = [
            "bounces":
                #", "bouncetype": "hard", "bouncerule": "5.1.1", "bouncetime": "2026-03-01T12:00:05+00:00""#,
            "issues": #", "reason": "suppressed""#, "opens": #", "ip": "192.0.2.1""#,
            "clicks": #", "ip": "192.0.2.1", "clicklink": "https://shop.example/sale""#,
        ]
        for kind in ["sent", "delivered", "bounces", "complaints", "issues", "opens", "clicks"] {
            let row = DynFixture.row(more[kind] ?? "")
            data("GET", "reports/\(kind)", DynFixture.report(kind, row))
            data("GET", "reports/\(kind)/count", DynFixture.reportCount)
            data("GET", "reports/\(kind)/unique", DynFixture.unique(kind, row))
            data("GET", "reports/\(kind)/count/unique", DynFixture.uniqueCount)
        }
    }

    /// What was asked of one call.
    func asked(_ method: String, _ path: String) -> [RecordedRequest] {
        requests(to: method, "/rest/json/\(path)")
    }

    /// The bodies of everything that was posted, without the key, in order.
    var posted: [String] {
        requests.filter { $0.method == "POST" }.map {
            "\($0.path.dropFirst("/rest/json/".count)) "
                + $0.bodyText.replacing("apikey=\(DynFixture.key)&", with: "")
        }
    }
}
