import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropMessageTests {
    private static let values = FormValues([
        "sender": "SHOP", "type": "sms-flash", "text": "Hello", "to": "+229 63 58 82 13",
    ])

    private func body(_ desk: SMSDropDesk) throws -> String {
        try #require(desk.server.requests(to: "POST", "/api/campaigns/").first).json()
    }

    @Test func `a single message is a campaign with one recipient and no title`() async throws {
        let desk = try await SMSDropDesk()
        let outcome = try await #require(desk.connection.messages).send([], Self.values)
        #expect(outcome.isAsWished)
        #expect(
            try body(desk)
                == RecordedRequest.canonical(
                    """
                    {"message": "Hello", "message_type": 1, "sender": "SHOP", "recipient_list": ["+22963588213"]}
                    """))
    }

    @Test func `chosen campaigns give their recipients, each once, and prefill the form`() async throws {
        let desk = try await SMSDropDesk()
        let messages = try #require(desk.connection.messages)
        let form = try await messages.form([SMSDropDesk.id])
        #expect(form["sender"]?.value == "SHOP" && form["text"]?.value == "Half price today")
        #expect(form["to"]?.isRequired == false)
        #expect(form.audience == "Goes to 2 recipients of what was chosen.")
        _ = try await messages.send([SMSDropDesk.id, SMSDropDesk.id], Self.values)
        #expect(try body(desk).contains(#""recipient_list":["+22963588213","+22963588214"]"#))
    }

    @Test func `the recipients of what was chosen are counted with the typed ones`() async throws {
        let desk = try await SMSDropDesk()
        let recipients = try #require(desk.connection.messages?.recipients)
        let audience = try await recipients(
            [SMSDropDesk.id], FormValues(["to": "+22963588213, +22963588299"]))
        #expect(audience == MessageAudience(["+22963588213", "+22963588214", "+22963588299"]))
    }

    @Test func `an account’s row asks for a number`() async throws {
        let desk = try await SMSDropDesk()
        let messages = try #require(desk.connection.messages)
        let account = ResourceID("sms", .account, "6c4e...")
        #expect(try await messages.form([account])["to"]?.isRequired == true)
        let values = FormValues(["sender": "SHOP", "text": "Hello"])
        let error = try await desk.board.failure { _ = try await messages.send([account], values) }
        #expect(error.field == "to")
    }

    @Test func `a refused recipient stands on the line of this form`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/",
            .json(
                #"{"detail": [{"loc": ["body", "recipient_list", 0], "msg": "no number"}]}"#, status: 422))
        let error = try await desk.board.failure {
            _ = try await desk.connection.messages?.send([], Self.values)
        }
        #expect(error.field == "to")
    }

    @Test func `a test sends the campaign’s text to one number`() async throws {
        let desk = try await SMSDropDesk()
        let test = try #require(desk.campaigns.action("test"))
        _ = try await test.perform([SMSDropDesk.id], FormValues(["to": "22999999999"]))
        #expect(
            try body(desk)
                == RecordedRequest.canonical(
                    """
                    {"title": "Test of Spring sale", "message": "Half price today", "message_type": 0,
                     "sender": "SHOP", "recipient_list": ["+22999999999"]}
                    """))
        let error = try await desk.board.failure {
            _ = try await test.perform(
                [SMSDropDesk.id], FormValues(["to": "22999999999, 22999999998"]))
        }
        #expect(error.field == "to")
    }
}
