import ServiceCore
import TestSupport
import Testing

/// What cannot be sent is told on its line, before it is sent where that can be known.
extension DMDSSendTests {
    @Test(arguments: [
        (["campaign": "nosuch"], "campaign"), (["campaign": "101"], "campaign"),
        (["reply_to": "a@b.com, c@d.com"], "reply_to"), (["html": ""], "html"), (["to": "bad"], "to"),
    ])
    func `what is wrong in a form is known before anybody is asked`(
        wrong: (values: [FieldID: String], field: FieldID)
    ) async throws {
        let stage = try await DMDSStage()
        let form = try #require(try await stage.board.connection.messages?.form([]))
        let right = ["campaign": "100", "to": "kim@example.com", "html": "x"]
        try form.rules?.check(FormValues(right))
        for other in ["Alertas", "100 Alertas"] {
            try form.rules?.check(FormValues(right.merging(["campaign": other]) { $1 }))
        }
        let error = #expect(throws: ServiceError.self) {
            try form.rules?.check(FormValues(right.merging(wrong.values) { $1 }))
        }
        #expect(error?.field == wrong.field)
    }

    @Test(arguments: [
        (["to": "", "html": "x"], "to"), (["to": "nobody", "html": "x"], "to"),
        (["to": "a@b.com"], "html"), (["to": "a@b.com", "html": "x", "uri": "https://a.com"], "uri"),
        (["to": "a@b.com", "uri": "file:///etc/passwd"], "uri"),
        (["to": "a@b.com", "html": "x", "cc": "c"], "cc"),
        (["to": "a@b.com", "html": "x", "bcc": "c@d"], "bcc"),
        (["to": "a@b.com", "html": "x", "reply_to": "c d@e.com"], "reply_to"),
        (["to": "a@b.com", "html": "x", "subject": "a\r\nBcc: c@d.com"], "subject"),
        (["to": "a@b.com", "html": "x", "archive": "maybe"], "archive"),
        (["to": "a@b.com", "html": "x", "attachment": "text"], "attachment_name"),
        (["to": "a@b.com", "html": "x", "attachment_name": "a.txt"], "attachment"),
    ])
    func `what cannot be sent is refused on its line, and nothing goes out`(
        refused: (values: [String: String], field: String)
    ) async throws {
        let stage = try await DMDSStage()
        let error = await serviceError {
            try await stage.board.send(refused.values.merging(["campaign": "100"]) { $1 })
        }
        #expect(error?.code == .invalid && error?.field == refused.field)
        #expect(stage.server.requests.isEmpty)
    }

    @Test(arguments: [
        ("invalid email nonsense", 400, "to"), ("unknown eeid", 400, "batch"),
        ("campana_id must be of type api", 400, "campaign"), ("unknown", 404, "campaign"),
        ("uri answers 404", 400, "uri"), ("remitente not allowed", 400, "sender"),
    ])
    func `what DMDS refuses stands on the line that caused it`(
        refusal: (words: String, status: Int, field: String)
    ) async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "POST", "/v1/envio/send_one_inline/",
            .json(#"{"status":"err","on":"\#(refusal.words)"}"#, status: refusal.status))
        let error = await serviceError {
            try await stage.board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
        }
        #expect(error?.field == refusal.field)
        #expect(error?.message.contains(refusal.words) == true)
    }

    @Test func `a campaign of another type is refused before anything is typed`() async throws {
        let stage = try await DMDSStage()
        let error = await serviceError {
            _ = try await stage.connection.messages?.form([ResourceID("dmds", .campaign, "101")])
        }
        #expect(error?.code == .refused)
        let form = try await stage.connection.messages?.form([ResourceID("dmds", .campaign, "100")])
        #expect(form?["campaign"]?.value == "100 Alertas")
        #expect(form?["to"]?.isRequired == true)
    }

    @Test func `a message to a group is refused, since DMDS tells nobody who is in it`() async throws {
        let stage = try await DMDSStage()
        let error = await serviceError {
            _ = try await stage.connection.messages?.form([ResourceID("dmds", .group, "2")])
        }
        #expect(error?.code == .unsupported)
        #expect(stage.server.requests.isEmpty)
    }
}
