import Providers
import ServiceCore
import TestSupport

/// A scripted DMDS that answers every call of the specification, and the board's way to it.
struct DMDSStage {
    let server: ScriptedServer
    let connection: Connection

    static let key = "0f3c9a1d7e"

    init(
        clock: TransportClock = SteppingClock().transport(), limits: TransportLimits = TransportLimits(),
        isReadOnly: Bool = false, log: (any RequestLog)? = nil, trail: (any AuditTrail)? = nil
    ) async throws {
        server = try await ScriptedServer()
        let settings = ConnectionSettings(
            id: "dmds", badge: "PROD", isReadOnly: isReadOnly, baseURL: server.url,
            credentials: Credentials(["api-key": Secret(Self.key)]), limits: limits, clock: clock,
            requestLog: log)
        connection = try settings.connect("dmds", trail: trail)
        scriptPeople()
        scriptSending()
        scriptLists()
    }

    private func scriptPeople() {
        server.answer("GET", "/v1/version/", .json(DMDSFixtures.version))
        server.answer("GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact))
        server.answer("GET", "/v1/contacto/bad%40example.com", .json(DMDSFixtures.oneInvalid))
        server.answer("GET", "/v1/contacto/new%40example.com", .json(DMDSFixtures.unknown, status: 404))
        server.answer("POST", "/v1/contacto/", .json(DMDSFixtures.saved))
        server.answer("DELETE", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.deleted))
        server.answer("GET", "/v1/contactos/invalidos/", .json(DMDSFixtures.invalidContacts))
        for name in ["kim", "new"] {
            let answer = ScriptedAnswer.json(DMDSFixtures.notWhitelisted("\(name)@example.com"))
            server.answer("GET", "/v1/whitelist/\(name)%40example.com", answer)
        }
        server.answer(
            "GET", "/v1/whitelist/bad%40example.com", .json(DMDSFixtures.whitelisted("bad@example.com")))
        for method in ["POST", "DELETE"] {
            for name in ["kim", "bad"] {
                let answer = ScriptedAnswer.json(DMDSFixtures.marked)
                server.answer(method, "/v1/whitelist/\(name)%40example.com", answer)
            }
        }
        server.answer("GET", "/v1/invalidar/kim%40example.com", .json(DMDSFixtures.marked))
        server.answer("GET", "/v1/revalidar/bad%40example.com", .json(DMDSFixtures.marked))
    }

    private func scriptSending() {
        for call in ["send_one_uri", "send_one_inline", "send_many_uri", "send_many_inline"] {
            server.answer("POST", "/v1/envio/\(call)/", .json(DMDSFixtures.sent))
        }
        server.answer("GET", "/v1/envio/eeid_info/\(DMDSFixtures.eeid)", .json(DMDSFixtures.batch))
        server.answer("GET", "/v1/envio/eeid_eml/", .json(DMDSFixtures.archivedText))
        server.answer("GET", "/v1/envio/cantidad_eventos/", .json(DMDSFixtures.eventCount))
        server.answer("GET", "/v1/envio/ver_eventos/", .json(DMDSFixtures.events))
        server.answer("GET", "/v1/campania/", .json(DMDSFixtures.campaigns))
        server.answer("POST", "/v1/campania/", .json(DMDSFixtures.campaignCreated))
        server.answer("GET", "/v1/campania_apikey/", .json(DMDSFixtures.campaignKey))
        server.answer("POST", "/v1/campania_apikey/", .json(DMDSFixtures.campaignKey))
    }

    private func scriptLists() {
        server.answer("POST", "/v1/grupo/", .json(DMDSFixtures.groupCreated))
        server.answer("GET", "/v1/grupos/", .json(DMDSFixtures.groups))
        server.answer("GET", "/v1/filtros/", .json(DMDSFixtures.filters))
        for method in ["GET", "POST", "DELETE"] {
            server.answer(method, "/v1/variables_globales/", .json(DMDSFixtures.variables))
        }
    }

    /// The one request of that method and path; nil where none or more came.
    func only(_ method: String, _ path: String) -> RecordedRequest? {
        let found = server.requests(to: method, "/v1/\(path)")
        return found.count == 1 ? found[0] : nil
    }

    var board: HostedDriver { HostedDriver(dmds: connection) }
}

extension HostedDriver {
    init(dmds connection: Connection) {
        self.init(connection: connection, filling: .named, limit: 100)
    }
}
