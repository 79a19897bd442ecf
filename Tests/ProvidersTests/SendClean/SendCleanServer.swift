import Providers
import ServiceCore
import TestSupport

/// A scripted SendClean whose calls all succeed unless told otherwise, and a connection to it.
struct SendCleanServer {
    let server: ScriptedServer
    let connection: Connection
    var board: HostedDriver { HostedDriver(sendClean: connection, server: server) }

    init(clock: TransportClock = SteppingClock().transport(), log: (any RequestLog)? = nil) async throws {
        server = try await ScriptedServer()
        for (call, json) in SendCleanFixtures.answers {
            server.answer(Self.method(call), "/v1.0/\(call)", .json(json))
        }
        server.answer("POST", "/v1.0/messages/getMessageInfo", with: Self.onePage)
        let settings = ConnectionSettings(
            id: "mail", badge: "PROD", baseURL: server.url,
            credentials: Credentials(["owner-id": Secret("7007"), "token": Secret("t0k3n")]), clock: clock,
            requestLog: log)
        connection = try settings.connect("sendclean")
    }

    struct Missing: Error {}

    /// Only one call goes by GET (`Providers/SendClean/WIRE.md` §1).
    private static func method(_ call: String) -> String {
        call == "messages/sendTemplateHTTPGet" ? "GET" : "POST"
    }

    private static let onePage: @Sendable (RecordedRequest) -> ScriptedAnswer = { request in
        let isFirst = (try? request.json().contains(#""skip_page":0"#)) ?? false
        return .json(
            isFirst
                ? SendCleanFixtures.answers["messages/getMessageInfo"] ?? ""
                : #"{"status": "success", "message_data": []}"#)
    }

    /// Scripts one call; the second answer stays where there is one.
    func answer(_ call: String, _ first: ScriptedAnswer, _ second: ScriptedAnswer? = nil) {
        server.answer(Self.method(call), "/v1.0/\(call)", first, second ?? first)
    }

    /// What was asked, as the specification writes it: `POST settings/listSmtp`.
    var calls: [String] {
        server.requests.map { "\($0.method) \($0.path.dropFirst("/v1.0/".count))" }
    }

    /// The body of the last request of a call, its names sorted, without the credentials that each must have.
    func body(of call: String) throws -> String {
        guard let request = server.requests(to: "POST", "/v1.0/\(call)").last else { throw Missing() }
        let identity = #""owner_id":"7007","#
        let token = #""token":"t0k3n""#
        let json = try request.json()
        guard json.contains(identity), json.contains(token),
            request.header("content-type") == "application/json"
        else { throw Missing() }
        return json
    }
}

extension HostedDriver {
    init(sendClean connection: Connection, server: ScriptedServer? = nil) {
        self.init(connection: connection, server: server, filling: .unasked, limit: 10_000)
    }
}
