import Providers
import ServiceCore
import TestSupport
import Testing

/// One odd row among good ones, on every platform: it is shown as far as known, and hides no other.
@Suite struct OddRowTests {
    private func rows(_ connection: Connection, _ kind: ResourceKind, _ search: String = "") async throws
        -> [Row]
    {
        let rows = try #require(connection.resources[kind])
        let filter = try FilterParser(schema: rows.schema, now: SteppingClock.start).parse(search)
        return try #require(await rows.operations.list?.page(ListRequest(filter: filter, limit: 1000))).items
    }

    @Test(arguments: [
        (
            ResourceKind.account, "accounts", "accounts",
            #"{"username": "a@x.com", "trackopens": 1}, {"username": "b@x.com", "trackopens": "perhaps", "phone": "5"}"#,
            "trackopens is neither yes nor no"
        ),
        (
            .sender, "senders", "senders",
            #"{"emailaddress": "a@x.com"}, {"emailaddress": "b@x.com", "seeding": []}"#,
            "seeding is neither yes nor no"
        ),
        (
            .suppression, "suppressions", "suppressions",
            #"{"emailaddress": "a@x.com", "suppresstime": "2026-03-01"}, {"emailaddress": "b@x.com", "suppresstime": "soon"}"#,
            "suppresstime is no date"
        ),
    ])
    func `Dyn`(
        _ kind: ResourceKind, _ path: String, _ list: String, _ items: String, _ oddity: String
    ) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", path, #"{"\#(list)": [\#(items)]}"#)
        let rows = try await rows(try HostedDriver(dyn: server).connection, kind)
        #expect(Set(rows.map(\.name)) == ["a@x.com", "b@x.com"])
        #expect(rows.compactMap(\.oddity) == [oddity])
    }

    @Test func `Dyn’s bounce is dated by its own time where it has no date`() async throws {
        let server = try await ScriptedServer.dyn()
        let bounce =
            #"{"emailaddress": "a@x.com", "bouncetype": "soft", "bouncetime": "2026-03-01T12:00:05+00:00"}"#
        server.data(
            "GET", "reports/bounces", #"{"bounces": [\#(bounce), {"emailaddress": "b@x.com", "date": 7}]}"#)
        let rows = try await rows(try HostedDriver(dyn: server).connection, .event, "kind:bounce")
        #expect(rows.map(\.name) == ["a@x.com", "b@x.com"])
        #expect(rows.map(\.oddity) == [nil, "date is no date"])
        #expect(rows.map { $0["time"].plainText } == ["2026-03-01T12:00:05Z", ""])
    }

    @Test func `Dyn’s why page goes on beside an odd event and an odd status`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status", #"{"status": {"is": 1}, "suppressionstatus": "unsuppressed"}"#)
        server.data("GET", "reports/opens", #"{"opens": [{"emailaddress": {}}]}"#)
        let connection = try HostedDriver(dyn: server).connection
        let trace = try #require(await connection.trace?("u@x.com"))
        #expect(trace.events.compactMap(\.oddity) == ["emailaddress is no text; date is missing"])
        #expect(trace.events.count == 7)
        #expect(trace.verdicts[0].notes.contains("not readable: status is no text"))
        let row = try #require(await connection.resources[.contact]?.operations.find?("u@x.com"))
        #expect(row["state"].plainText != "active")
    }

    @Test(arguments: [
        (
            ResourceKind.smtpUser, "listSmtp", "smtp_list",
            #"{"smtp_user_name": "a.test", "hourly_limit": 5}, {"smtp_user_name": "b.test", "hourly_limit": "some"}"#,
            "hourly_limit is no whole number"
        ),
        (
            .trackingDomain, "listTrackingDomain", "tracking_domain_list",
            #"{"domain": "a.test"}, {"domain": "b.test", "cname": {"valid": "Maybe"}}"#,
            "cname.valid is neither yes nor no"
        ),
        (
            .sendingDomain, "listSendingDomain", "sending_domain_list",
            #"{"domain": "a.test"}, {"domain": "b.test", "create_date": "long ago"}"#,
            "create_date is no time"
        ),
        (
            .webhook, "listWebhook", "webhook_list",
            #"{"webhook_id": "1", "url": "https://a.test"}, {"webhook_id": "b.test"}"#, "url is missing"
        ),
    ])
    func `SendClean`(
        _ kind: ResourceKind, _ call: String, _ list: String, _ items: String, _ oddity: String
    ) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/\(call)", .json(#"{"status": "success", "\#(list)": [\#(items)]}"#))
        let rows = try await rows(sendClean.connection, kind)
        #expect(rows.map { $0.name.replacing("https://", with: "") } == ["a.test", "b.test"])
        #expect(rows.map(\.oddity) == [nil, oddity])
    }

    @Test func `SendClean’s events go on beside one without a time`() async throws {
        let sendClean = try await SendCleanServer()
        let items =
            #"{"email": "a@x.com", "status": "send", "time": 1436782800123}, {"email": "b@x.com", "status": "spam"}"#
        sendClean.answer(
            "messages/getMessageInfo", .json(#"{"status": "success", "message_data": [\#(items)]}"#),
            .json(#"{"status": "success", "message_data": []}"#))
        let rows = try await rows(sendClean.connection, .event, "batch:4711")
        #expect(rows.map(\.name) == ["a@x.com", "b@x.com"])
        #expect(rows.map { $0["kind"].plainText } == ["accepted", "complaint"])
        #expect(rows.map(\.oddity) == [nil, "time is missing"])
    }

    @Test func `DMDS’s contacts`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contactos/invalidos/",
            .json(
                #"{"status":"ok","contactos":[{"email":"a@x.com","invalido":true},{"email":"b@x.com","edad":[]},{}]}"#
            ))
        let rows = try await rows(stage.connection, .contact)
        #expect(rows.map(\.name) == ["a@x.com", "b@x.com", "unreadable (item 3)"])
        #expect(rows.map(\.oddity) == [nil, "edad is no whole number", "email cannot be read"])
    }

    @Test func `DMDS’s why page goes on beside an odd contact and an odd whitelist`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com",
            .json(
                #"{"status":"ok","contacto":{"email":{},"invalido":"perhaps","edad":{},"eventos":[{"evento":"view"}]}}"#
            ))
        stage.server.answer(
            "GET", "/v1/whitelist/kim%40example.com", .json(#"{"status":"ok","msg":"maybe"}"#))
        let trace = try #require(await stage.connection.trace?("kim@example.com"))
        #expect(trace.verdicts[0].notes.contains { $0.plainText.contains("invalido is neither yes nor no") })
        #expect(trace.events.map(\.oddity) == ["timestamp is missing"])
        let row = try #require(
            await stage.connection.resources[.contact]?.operations.find?("kim@example.com"))
        #expect(row["state"].plainText != "active" && row["whitelisted"] == .none)
    }

    @Test(arguments: [
        (#""no""#, nil), ("[]", 0), (#"[{"evento":"rebote-hard","timestamp":"2026-03-01T09:00:00"}]"#, 1),
    ])
    func `bounces are counted only in events that can be read`(eventos: String, count: Int?) async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com",
            .json(#"{"status":"ok","contacto":{"email":"kim@example.com","eventos":\#(eventos)}}"#))
        let row = try #require(
            await stage.connection.resources[.contact]?.operations.find?("kim@example.com"))
        #expect(row["hard_bounces"] == (count.map { .integer($0) } ?? .none))
    }

    @Test func `DMDS’s only group, by its number`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/grupos/", .json(#"{"status":"ok","grupos":[{"id":3,"nombre":{},"contactos":"few"}]}"#)
        )
        let rows = try await rows(stage.connection, .group)
        #expect(rows.map(\.id.native) == ["3"] && rows.map(\.name) == ["unreadable (item 1)"])
        #expect(rows.map { $0["contacts"] } == [.none])
        #expect(rows.map(\.oddity) == ["nombre cannot be read; contactos is no whole number"])
    }

    @Test func `smsdrop’s campaigns`() async throws {
        let desk = try await SMSDropDesk()
        let odd =
            #"{"id": "b", "status": 7.5, "title": "b", "created_at": "soon", "recipient_list": {"a": 1}}"#
        desk.server.answer(
            "GET", "/api/campaigns/", .json("[\(SMSDropFixture.campaign(id: "a", title: "a")), \(odd), 7]"))
        let rows = try await rows(desk.connection, .campaign)
        // Those of which nobody knows when they were made stand last.
        #expect(rows.map(\.name) == ["a", "unreadable (item 3)", "b"])
        #expect(
            rows.map(\.oddity) == [
                nil, "id cannot be read; status is missing",
                "recipient_list is no list of texts; created_at is no date",
            ])
        #expect(rows.allSatisfy { $0["state"].plainText != "draft" })
    }
}
