import Providers
import ServiceCore
import TestSupport

/// A connection to a scripted smsdrop that lets everybody in and has one campaign.
struct SMSDropDesk {
    let server: ScriptedServer
    let connection: Connection
    static let id = ResourceID("sms", .campaign, SMSDropFixture.id)

    init(
        clock: TransportClock = SteppingClock().transport(), limits: TransportLimits = TransportLimits(),
        tokenPath: String? = nil, log: (any RequestLog)? = nil, isReadOnly: Bool = false,
        server given: ScriptedServer? = nil
    ) async throws {
        var server = given
        if server == nil { server = try await Self.server() }
        let settings = ConnectionSettings(
            id: "sms", isReadOnly: isReadOnly, baseURL: server?.url,
            credentials: Credentials(["email": Secret("a@b.example"), "password": Secret("pa ss&w=rd")]),
            limits: limits, clock: clock, requestLog: log, tokenPath: tokenPath)
        connection = try settings.connect("smsdrop")
        self.server = server!  // made above where none was given
    }

    static func server() async throws -> ScriptedServer {
        let server = try await ScriptedServer()
        server.answer("POST", "/api/auth/login", .json(SMSDropFixture.token))
        server.answer("GET", "/api/users/me", .json(SMSDropFixture.profile))
        server.answer("GET", "/api/subscriptions/", .json(SMSDropFixture.subscription))
        server.answer("GET", "/api/campaigns/", .json("[\(SMSDropFixture.campaign())]"))
        server.answer("POST", "/api/campaigns/", .json(SMSDropFixture.campaign()))
        server.answer("POST", "/api/campaigns/retry", .json(SMSDropFixture.campaign()))
        server.answer(
            "GET", "/api/campaigns/\(SMSDropFixture.id)", .json(SMSDropFixture.campaign(status: "ABORTED")))
        server.otherwise(.json(SMSDropFixture.notFound, status: 404))
        return server
    }

    var campaigns: RowOperations { connection.resources[.campaign]! }  // always served
    var control: CampaignControl { connection.campaigns! }  // always served

    /// Everything that was asked, without the log-in.
    var asked: [String] {
        server.requests.map { "\($0.method) \($0.path)" }.filter { $0 != "POST /api/auth/login" }
    }

    var board: HostedDriver { HostedDriver(connection: connection, server: server) }

    /// What a form of a new campaign says.
    static let values = FormValues([
        "title": "Spring sale", "type": "sms-plain", "sender": "SHOP", "text": "Half price today",
        "audience": "+229 63 58 82 13, 22963588214", "defer_until": "", "defer_by": "",
    ])
}
