import ServiceCore
import TestSupport
import Testing

/// A row whose id nobody can read is shown, and nothing is asked or done by what stands in the id's place.
@Suite struct UnreadableRowTests {
    private func unreadable(_ connection: Connection, _ kind: ResourceKind) async throws -> Row {
        let list = try #require(connection.resources[kind]?.operations.list)
        let rows = try await list.page(ListRequest(limit: 1000)).items
        return try #require(rows.first { !$0.id.isReadable })
    }

    /// Tries all that can be done to the row.
    private func refuseAll(_ connection: Connection, _ row: Row) async throws {
        let operations = try #require(connection.resources[row.id.kind]?.operations)
        #expect(try await operations.find?(row.id.native) == nil)
        for action in operations.actions {
            #expect(action.availability(row) == .disabled("its id cannot be read"))
            await #expect(throws: ServiceError.self) { try await action.perform([row.id], FormValues()) }
        }
        if let update = operations.update {
            await #expect(throws: ServiceError.self) { try await update.form(row) }
            await #expect(throws: ServiceError.self) { try await update.submit(row, FormValues()) }
        }
        if let delete = operations.delete {
            await #expect(throws: ServiceError.self) { try await delete.restoration(row) }
            await #expect(throws: ServiceError.self) { try await delete.perform([row.id]) }
        }
        if let messages = connection.messages {
            await #expect(throws: ServiceError.self) { try await messages.send([row.id], FormValues()) }
            let values = FormValues(["to": "kim@x.com, \(row.id.native)", "username": row.id.native])
            await #expect(throws: ServiceError.self) { try await messages.send([], values) }
        }
        if row.id.kind == .campaign, let campaigns = connection.campaigns {
            await #expect(throws: ServiceError.self) { try await campaigns.launch(row.id, "k") }
        }
    }

    @Test(arguments: [
        (ResourceKind.account, "accounts", "accounts", #"{"username": "a@x.com"}, null"#),
        (.sender, "senders", "senders", #"{"emailaddress": "a@x.com"}, {"seeding": 1}"#),
        (.suppression, "suppressions", "suppressions", #"{"emailaddress": "a@x.com"}, {}"#),
    ])
    func `Dyn`(_ kind: ResourceKind, _ path: String, _ list: String, _ items: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", path, #"{"\#(list)": [\#(items)]}"#)
        let connection = try HostedDriver(dyn: server).connection
        let row = try await unreadable(connection, kind)
        let asked = server.requests.count
        try await refuseAll(connection, row)
        #expect(server.requests.count == asked)
    }

    @Test(arguments: [
        (ResourceKind.smtpUser, "listSmtp", "smtp_list", #"{"smtp_user_name": "a.test"}"#),
        (.trackingDomain, "listTrackingDomain", "tracking_domain_list", #"{"domain": "a.test"}"#),
        (.sendingDomain, "listSendingDomain", "sending_domain_list", #"{"domain": "a.test"}"#),
        (.webhook, "listWebhook", "webhook_list", #"{"webhook_id": "1", "url": "https://a.test"}"#),
    ])
    func `SendClean`(_ kind: ResourceKind, _ call: String, _ list: String, _ item: String) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "settings/\(call)", .json(#"{"status": "success", "\#(list)": [\#(item), null]}"#))
        let row = try await unreadable(sendClean.connection, kind)
        let asked = sendClean.server.requests.count
        try await refuseAll(sendClean.connection, row)
        #expect(sendClean.server.requests.count == asked)
    }

    @Test func `DMDS’s contacts`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contactos/invalidos/",
            .json(#"{"status":"ok","contactos":[{"email":"a@x.com","invalido":true},{}]}"#))
        let row = try await unreadable(stage.connection, .contact)
        let asked = stage.server.requests.count
        try await refuseAll(stage.connection, row)
        await #expect(throws: ServiceError.self) { try await stage.connection.trace?(row.name) }
        #expect(stage.server.requests.count == asked)
    }

    @Test func `smsdrop’s campaigns`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/", .json("[\(SMSDropFixture.campaign(id: "a", title: "a")), null]"))
        let row = try await unreadable(desk.connection, .campaign)
        let asked = desk.server.requests.count
        try await refuseAll(desk.connection, row)
        #expect(desk.server.requests.count == asked)
    }
}
