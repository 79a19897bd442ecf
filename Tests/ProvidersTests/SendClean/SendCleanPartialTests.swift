import ServiceCore
import TestSupport
import Testing

/// What SendClean leaves out of its items.
@Suite struct SendCleanPartialTests {
    private func listing(_ call: String, _ list: String, _ item: String) async throws -> SendCleanServer {
        let server = try await SendCleanServer()
        server.answer(call, .json(#"{"status": "success", "\#(list)": [\#(item)]}"#))
        return server
    }

    @Test func `an account is neither active nor verified, and tracks nobody knows what`() async throws {
        let sendClean = try await SendCleanServer()
        defer { withExtendedLifetime(sendClean) {} }
        let row = try #require(try await sendClean.board.rows(.account).first)
        for field in ["state", "verified", "admin", "track_opens", "emails_sent"] {
            #expect(row[field] == .none, "\(field)")
        }
    }

    @Test func `domains whose records are not told are neither verified nor valid`() async throws {
        let sending = try await listing(
            "settings/listSendingDomain", "sending_domain_list", #"{"domain": "a.test"}"#)
        defer { withExtendedLifetime(sending) {} }
        #expect(try await sending.board.row(.sendingDomain, "a.test")["verified"] == .none)
        let tracking = try await listing(
            "settings/listTrackingDomain", "tracking_domain_list", #"{"domain": "t.a.test"}"#)
        defer { withExtendedLifetime(tracking) {} }
        #expect(try await tracking.board.row(.trackingDomain, "t.a.test")["tracking"] == .none)
    }

    @Test(arguments: [
        ("enable", #""status":"Enable""#), ("disable", #""status":"Disable""#),
    ])
    func `a suspended user can be set either way, and nothing else is written`(
        action: String, written: String
    ) async throws {
        let sendClean = try await listing(
            "settings/listSmtp", "smtp_list", #"{"smtp_user_name": "a", "status": "Suspended"}"#)
        let row = try await sendClean.board.row(.smtpUser, "a")
        #expect(row["state"].plainText == "Suspended")
        let toggle = try #require(sendClean.connection.resources[.smtpUser]?.action(action))
        #expect(toggle.availability(row).isAvailable)
        let outcome = try await sendClean.board.act(action, .smtpUser, "a")
        #expect(
            try sendClean.body(of: "settings/editSmtp")
                == #"{"owner_id":"7007","smtp_user_name":"a",\#(written),"token":"t0k3n"}"#)
        #expect(outcome.reversal == nil, "nobody can write Suspended")
    }

    @Test func `one limit is set while the other is unknown`() async throws {
        let sendClean = try await listing("settings/listSmtp", "smtp_list", #"{"smtp_user_name": "a"}"#)
        let row = try await sendClean.board.row(.smtpUser, "a")
        _ = try await sendClean.board.edit(row, ["total_limit": "900", "hourly_limit": ""])
        #expect(
            try sendClean.body(of: "settings/editSmtp")
                == #"{"owner_id":"7007","smtp_user_name":"a","token":"t0k3n","total_limit":900}"#)
    }

    @Test func `an edit of a hook leaves out what is not known of it`() async throws {
        let sendClean = try await listing(
            "settings/listWebhook", "webhook_list", #"{"webhook_id": "1", "url": "https://a.test/h"}"#)
        let row = try await sendClean.board.row(.webhook, "https://a.test/h")
        #expect(row["events"] == .none && row["store_log"] == .none && row["description"] == .none)
        _ = try await sendClean.board.edit(row, ["url": "https://a.test/i", "events": "", "store_log": ""])
        #expect(
            try sendClean.body(of: "settings/editWebhook")
                == #"{"owner_id":"7007","token":"t0k3n","url":"https://a.test/i","webhook_id":"1"}"#)
    }

    @Test func `an edit of what was not told of a hook has no undo`() async throws {
        let sendClean = try await listing(
            "settings/listWebhook", "webhook_list", #"{"webhook_id": "1", "url": "https://a.test/h"}"#)
        let row = try await sendClean.board.row(.webhook, "https://a.test/h")
        let events = try await sendClean.board.edit(row, ["events": "open"])
        #expect(events.reversal == nil)
        #expect(
            try sendClean.body(of: "settings/editWebhook")
                == #"{"event":"open","owner_id":"7007","token":"t0k3n","url":"https://a.test/h","webhook_id":"1"}"#
        )
    }

    @Test func `a hook without a URL is called by its number, and an edit asks for the URL it demands`()
        async throws
    {
        let sendClean = try await listing(
            "settings/listWebhook", "webhook_list", #"{"webhook_id": "444", "description": "Eins"}"#)
        let row = try await sendClean.board.row(.webhook, "444")
        #expect(row["url"] == .none && row.schema["url"].map(row.isUntold) == true)
        let form = try await sendClean.connection.resources[.webhook]?.operations.update?.form(row)
        #expect(form?["url"]?.value == "")
        let error = await #expect(throws: ServiceError.self) {
            try await sendClean.board.edit(row, ["description": "Zwei"])
        }
        #expect(error?.field == "url" && !sendClean.calls.contains { $0.hasSuffix("editWebhook") })
        let edited = try await sendClean.board.edit(row, ["url": "https://a.test/h", "description": "Zwei"])
        #expect(edited.reversal == nil)
        #expect(
            try sendClean.body(of: "settings/editWebhook")
                == #"{"description":"Zwei","owner_id":"7007","token":"t0k3n","url":"https://a.test/h","webhook_id":"444"}"#
        )
    }

    @Test func `an event that nobody here knows stays when something else is edited`() async throws {
        let sendClean = try await listing(
            "settings/listWebhook", "webhook_list",
            #"{"webhook_id": "1", "url": "https://a.test/h", "event": "send,Alien"}"#)
        let row = try await sendClean.board.row(.webhook, "https://a.test/h")
        let form = try #require(
            await sendClean.connection.resources[.webhook]?.operations.update?.form(row))
        var values = FormValues(form.fields.map { ($0.id, $0.value) }.reduce(into: [:]) { $0[$1.0] = $1.1 })
        values["description"] = "Zwei"
        try form.rules?.check(values)
        _ = try await sendClean.board.edit(row, values.texts)
        #expect(
            try sendClean.body(of: "settings/editWebhook")
                == #"{"description":"Zwei","owner_id":"7007","token":"t0k3n","url":"https://a.test/h","webhook_id":"1"}"#
        )
        let written = try await sendClean.board.row(.webhook, "https://a.test/h")
        _ = try await sendClean.board.edit(written, ["events": "open,Alien"])
        #expect(try sendClean.body(of: "settings/editWebhook").contains(#""event":"open,Alien""#))
    }
}
