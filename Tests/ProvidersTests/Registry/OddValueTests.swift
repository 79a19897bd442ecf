import Providers
import ServiceCore
import TestSupport
import Testing

/// Values that can be read and cannot be right: the row is shown with a mark and the reason, on every platform.
@Suite struct OddValueTests {
    /// What one row holds, and what is said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: ResourceKind
        let item: String
        let oddity: String?
        var testDescription: String { item }

        init(_ kind: ResourceKind, _ item: String, _ oddity: String?) {
            (self.kind, self.item, self.oddity) = (kind, item, oddity)
        }
    }

    private func row(_ connection: Connection, _ kind: ResourceKind, _ search: String = "") async throws
        -> Row
    {
        let rows = try #require(connection.resources[kind])
        let filter = try FilterParser(schema: rows.schema, now: SteppingClock.start).parse(search)
        let page = try await rows.operations.list?.page(ListRequest(filter: filter, limit: 1000))
        return try #require(page?.items.first)
    }

    static let ofDyn = [
        Case(.account, #""username": "ops""#, "username is no e-mail address"),
        Case(.account, #""username": "o@x.com", "emailsent": -1"#, "emailsent is below 0"),
        Case(.account, #""username": "o@x.com", "emailcap": "-5""#, "emailcap is below 0"),
        Case(.account, #""username": "o@x.com", "bounceurl": "x""#, "bounceurl is no URL"),
        Case(.account, #""username": "o@x.com", "country": "Spain""#, "country is no country code"),
        Case(.account, #""username": "o@x.com", "created": "32 May""#, "created is no date"),
        Case(.account, #""username": "ö@exämple.com", "bounceurl": "", "emailsent": "0""#, nil),
        Case(.sender, #""emailaddress": "a@b""#, "emailaddress is no e-mail address"),
        Case(
            .suppression, #""emailaddress": "q", "suppresstime": "2026-03-01""#,
            "emailaddress is no e-mail address"),
        Case(
            .event, #""emailaddress": "a@x.com", "date": "2026-03-01", "bouncetype": "blocked""#,
            "bouncetype is neither hard nor soft"),
        Case(
            .event, #""emailaddress": "a@x.com", "date": "2026-03-01", "xheaders": 7"#,
            "xheaders is no list of headers"),
    ]

    @Test(arguments: ofDyn) func `Dyn`(odd: Case) async throws {
        let server = try await ScriptedServer.dyn()
        let name = odd.kind == .event ? "bounces" : "\(odd.kind.rawValue)s"
        let path = odd.kind == .event ? "reports/bounces" : name
        server.data("GET", path, #"{"\#(name)": [{\#(odd.item)}]}"#)
        let connection = try HostedDriver(dyn: server).connection
        let row = try await row(connection, odd.kind, odd.kind == .event ? "kind:bounce" : "")
        #expect(row.oddity == odd.oddity)
        withExtendedLifetime(server) {}
    }

    static let ofSendClean = [
        Case(.trackingDomain, #""domain": "t.x.com", "cname": "x""#, "cname is neither yes nor no"),
        Case(.trackingDomain, #""domain": "t.x.com", "cname": "Yes""#, nil),
        Case(.trackingDomain, #""domain": "t.x.com", "cname": []"#, nil),
        Case(.trackingDomain, #""domain": "no domain""#, "domain is no domain"),
        Case(
            .sendingDomain, #""domain": "x.com", "verify_domain": 7"#, "verify_domain is neither yes nor no"),
        Case(
            .sendingDomain, #""domain": "x", "spf": {"valid": {}}"#,
            "domain is no domain; spf.valid is neither yes nor no"),
        Case(.smtpUser, #""smtp_user_name": "s", "hourly_limit": -1"#, "hourly_limit is below 0"),
        Case(.smtpUser, #""smtp_user_name": "s", "total_limit": "-1""#, "total_limit is below 0"),
        Case(.webhook, #""webhook_id": "1", "url": "nowhere""#, "url is no URL"),
        Case(
            .webhook, #""webhook_id": "1", "url": "https://x.com", "total_event": -3"#,
            "total_event is below 0"),
        Case(.account, #""email": "a@x.com", "reputation": "150%""#, "reputation is no percentage"),
        Case(
            .account, #""email": "a@x.com", "reputation": "-1", "allowed_speed": -1"#,
            "reputation is no percentage; allowed_speed is below 0"),
        Case(.event, #""email": "a", "time": 1436782800123, "status": "send""#, "email is no e-mail address"),
        Case(
            .event,
            #""email": "a@x.com", "time": 1436782800123, "status": "send", "mailSize": -1, "openData": "x""#,
            "mailSize is below 0; openData is no object"),
    ]

    private static let calls: [ResourceKind: (call: String, list: String)] = [
        .trackingDomain: ("settings/listTrackingDomain", "tracking_domain_list"),
        .sendingDomain: ("settings/listSendingDomain", "sending_domain_list"),
        .smtpUser: ("settings/listSmtp", "smtp_list"), .webhook: ("settings/listWebhook", "webhook_list"),
        .account: ("account/viewUserDetail", "user_data"),
        .event: ("messages/getMessageInfo", "message_data"),
    ]

    @Test(arguments: ofSendClean) func `SendClean`(odd: Case) async throws {
        let sendClean = try await SendCleanServer()
        let (call, list) = try #require(Self.calls[odd.kind])
        let rows = odd.kind == .account ? "{\(odd.item)}" : "[{\(odd.item)}]"
        sendClean.answer(call, .json(#"{"status": "success", "\#(list)": \#(rows)}"#))
        let row = try await row(sendClean.connection, odd.kind, odd.kind == .event ? "batch:4711" : "")
        #expect(row.oddity == odd.oddity)
    }

    static let ofDMDS = [
        Case(.contact, #""email": "nobody""#, "email is no e-mail address"),
        Case(
            .contact, #""email": "a@x.com", "edad": -1, "sexo": "x""#,
            "edad is no age; sexo is neither M nor F"),
        Case(.contact, #""email": "a@x.com", "numid": 0, "sexo": "f""#, "numid is below 1"),
        Case(.campaign, #""numid": 3, "remitente": "shop""#, "remitente is no e-mail address"),
        Case(.group, #""id": 3, "nombre": "g", "contactos": -2"#, "contactos is below 0"),
        Case(
            .event, #""email": "x", "evento": "view", "timestamp": "2026-03-01T09:00:00""#,
            "email is no e-mail address"),
    ]

    private static let paths: [ResourceKind: (path: String, list: String)] = [
        .contact: ("contactos/invalidos/", "contactos"), .campaign: ("campania/", "campanias"),
        .group: ("grupos/", "grupos"), .event: ("envio/ver_eventos/", "eventos"),
    ]

    @Test(arguments: ofDMDS) func `DMDS`(odd: Case) async throws {
        let stage = try await DMDSStage()
        let (path, list) = try #require(Self.paths[odd.kind])
        stage.server.answer("GET", "/v1/\(path)", .json(#"{"status":"ok","\#(list)":[{\#(odd.item)}]}"#))
        #expect(try await row(stage.connection, odd.kind).oddity == odd.oddity)
    }

    static let ofSMSDrop = [
        Case(.campaign, #""delivery_percentage": 150"#, "delivery_percentage is no percentage"),
        Case(.campaign, #""delivery_percentage": "-1""#, "delivery_percentage is no percentage"),
        Case(
            .campaign, #""message_count": -1, "sms_count": 0"#,
            "message_count is below 0; sms_count is below 1"),
        Case(
            .campaign, #""recipient_list": ["+22963588213", "Ana"]"#,
            "recipient_list holds what is no telephone number"),
        Case(.campaign, #""defer_until": "2026-03-02", "defer_by": 5"#, "defer_by stands beside defer_until"),
        Case(.campaign, #""recipient_list": {}, "delivery_percentage": "100""#, nil),
    ]

    @Test(arguments: ofSMSDrop) func `smsdrop`(odd: Case) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/", .json(#"[{"id": "a", "status": "PENDING", \#(odd.item)}]"#))
        #expect(try await row(desk.connection, .campaign).oddity == odd.oddity)
        desk.server.answer("GET", "/api/subscriptions/", .json(#"{"id": "s", "nbr_sms": -4}"#))
        #expect(try await row(desk.connection, .account).oddity == "nbr_sms is below 0")
    }
}
