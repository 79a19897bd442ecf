import ServiceCore
import TestSupport
import Testing

/// A send of which nobody knows what came of it.
extension DMDSSendTests {
    @Test(arguments: [ScriptedAnswer.dropped, .reset, .html("<h1>Bad</h1>", status: 502), .json("{")])
    func `a send whose answer is lost goes out once, and is looked for`(
        fault: ScriptedAnswer
    ) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", fault)
        let error = await serviceError {
            try await stage.board.send(
                to: [stage.board.id(.contact, "kim@example.com")], ["campaign": "100", "html": "x"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("DMDS was asked again at once and does not show it") == true)
        #expect(stage.server.requests(to: "POST", "/v1/envio/send_one_inline/").count == 1)
    }

    @Test func `one mail more of the campaign than before is the one whose answer was lost`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", .dropped)
        let more =
            #""eventos":[{"evento":"envio","timestamp":"2026-03-01T14:03:22","eeid":"e-1","campana_id":100},"#
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact),
            .json(DMDSFixtures.contact.replacing(#""eventos":["#, with: more)))
        let outcome = try await stage.board.send(
            to: [stage.board.id(.contact, "kim@example.com")], ["campaign": "100", "html": "x"])
        #expect(outcome.message == "1 mail sent as batch e-1")
        #expect(outcome.sending == Sending(to: MessageAudience(["kim@example.com"]), as: ["batch": "e-1"]))
    }

    @Test(arguments: ["", #","campana_id":101"#, #","eeid":"e-9""#])
    func `a mail that may be another's is no proof of one whose answer was lost`(told: String) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", .dropped)
        let batch = #"{"status":"ok","eeid":"e-9","campana_id":101,"eventos":[]}"#
        stage.server.answer("GET", "/v1/envio/eeid_info/e-9", .json(batch))
        let more = #""eventos":[{"evento":"envio","timestamp":"2026-03-01T14:03:22"\#(told)},"#
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact),
            .json(DMDSFixtures.contact.replacing(#""eventos":["#, with: more)))
        let error = await serviceError {
            try await stage.board.send(
                to: [stage.board.id(.contact, "kim@example.com")], ["campaign": "100", "html": "x"])
        }
        #expect(error?.code == .outcomeUnknown && error?.hint?.contains("which may be another") == true)
    }

    @Test(arguments: [
        ("kim@example.com", "only 0 of 1 mail sent as batch e-1"),
        ("kim@example.com, ana@example.com", "2 mails handed to DMDS as batch e-1"),
    ])
    func `a send whose answer is lost tells no count that nobody told`(to: String, told: String) async throws
    {
        let stage = try await DMDSStage()
        for call in ["one", "many"] {
            stage.server.answer("POST", "/v1/envio/send_\(call)_inline/", .dropped)
        }
        let unsent =
            #""eventos":[{"evento":"unknown","timestamp":"2026-03-01T14:03:22","eeid":"e-1","campana_id":100},"#
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com", .json(DMDSFixtures.contact),
            .json(DMDSFixtures.contact.replacing(#""eventos":["#, with: unsent)))
        let outcome = try await stage.board.send(["campaign": "100", "to": to, "html": "x"])
        #expect(outcome.message == told)
    }

    @Test func `a send that DMDS took is done, whatever is missing in its answer`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("POST", "/v1/envio/send_one_inline/", .json(#"{"status":"ok"}"#))
        let outcome = try await stage.board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
        #expect(outcome.message == "1 mail handed to DMDS")
        #expect(
            outcome.findings == [
                "DMDS did not tell how many of them went out.",
                "DMDS told no batch, so that the messages cannot be watched.",
            ])
        stage.server.answer(
            "POST", "/v1/envio/send_one_inline/", .json(#"{"status":"ok","sent":-1,"eeid":"e-7"}"#))
        let batch = try await stage.board.send(["campaign": "100", "to": "a@b.com", "html": "x"])
        #expect(batch.message == "1 mail handed to DMDS as batch e-7")
        #expect(batch.rows.map { $0["messages"] } == [.none])
        #expect(try await stage.board.list(.batch).map { $0["messages"] } == [.none])
    }
}
