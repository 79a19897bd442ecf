import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropCreationTests {
    func create(_ desk: SMSDropDesk, _ changes: [FieldID: String] = [:]) async throws -> EditOutcome {
        let submission = try #require(desk.campaigns.operations.create)
        return try await submission.submit(
            nil, FormValues(SMSDropDesk.values.texts.merging(changes) { $1 }))
    }

    func body(_ desk: SMSDropDesk) throws -> String {
        try #require(desk.server.requests(to: "POST", "/api/campaigns/").first).json()
    }

    @Test func `the form’s values go out under the wire’s names, what is empty left out`() async throws {
        let desk = try await SMSDropDesk()
        let outcome = try await create(desk)
        #expect(outcome.message == "Spring sale launched" && outcome.isAsWished)
        #expect(outcome.rows.map(\.id) == [SMSDropDesk.id])
        #expect(outcome.reversal == nil)
        #expect(
            try body(desk)
                == RecordedRequest.canonical(
                    """
                    {"title": "Spring sale", "message": "Half price today", "message_type": 0, "sender": "SHOP",
                     "recipient_list": ["+22963588213", "+22963588214"]}
                    """))
    }

    @Test func `an empty title is left to the platform, and the types are numbers`() async throws {
        for (word, number) in [("sms-plain", 0), ("sms-flash", 1), ("sms-unicode", 2)] {
            let desk = try await SMSDropDesk()
            _ = try await create(desk, ["title": "", "type": word])
            let sent = try body(desk)
            #expect(sent.contains("\"message_type\":\(number)"))
            #expect(!sent.contains("title"))
        }
    }

    @Test func `a time goes out with its zone, seconds as a number`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/", .json(SMSDropFixture.campaign(status: "SCHEDULED")))
        let outcome = try await create(desk, ["defer_until": "2026-03-02T10:00:00+02:00"])
        #expect(outcome.message == "Spring sale waits for its time")
        #expect(try body(desk).contains(#""defer_until":"2026-03-02T08:00:00+00:00""#))
        let other = try await SMSDropDesk()
        _ = try await create(other, ["defer_by": "3600"])
        #expect(try body(other).contains(#""defer_by":3600"#))
    }

    @Test func `201 is told as stored and short of credit, with the id`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/",
            .json(SMSDropFixture.campaign(status: "ABORTED", parts: 80), status: 201))
        let outcome = try await create(desk)
        #expect(!outcome.isAsWished)
        #expect(
            outcome.message == "Spring sale is stored, not launched: 160 credits needed, 120 left")
        #expect(
            outcome.findings == ["Stored as \(SMSDropFixture.id).", "Buy credits, then launch it again."])
        #expect(outcome.rows.map(\.id) == [SMSDropDesk.id])
        #expect((outcome.rows.first?.resource as? Campaign)?.state == .waitingCredit)
    }

    @Test func `201 is not launched, whatever stands in its body`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/", .json(SMSDropFixture.campaign(), status: 201))
        let outcome = try await create(desk)
        #expect((outcome.rows.first?.resource as? Campaign)?.state == .waitingCredit)
        #expect(outcome.refusal == "not launched: 4 credits needed, 120 left")
        desk.server.answer("POST", "/api/campaigns/", .json("null", status: 201))
        let error = try await desk.board.failure { _ = try await create(desk) }
        #expect(error.code == .insufficientCredit)
        #expect(desk.server.requests(to: "POST", "/api/campaigns/").count == 2)
    }

    @Test func `201 is told although the credits cannot be read`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("POST", "/api/campaigns/", .json(SMSDropFixture.campaign(), status: 201))
        desk.server.answer("GET", "/api/subscriptions/", .status(500))
        let outcome = try await create(desk)
        #expect(!outcome.isAsWished)
        #expect(outcome.message == "Spring sale is stored, not launched: the credits do not do for it")
    }

    @Test(arguments: [
        ("sender", "", "sender"), ("sender", "TWELVELETTER", "sender"),
        ("sender", "1234567890123456789", "sender"),
        ("sender", "SHOP!", "sender"), ("text", " ", "text"), ("audience", "", "audience"),
        ("audience", "+22963588213, 1234567", "audience"), ("audience", "group clients", "audience"),
        ("type", "normal", "type"), ("defer_by", "-1", "defer_by"), ("defer_until", "soon", "defer_until"),
    ])
    func `what the platform would refuse is refused before anything is sent`(
        field: FieldID, value: String, marked: FieldID
    ) async throws {
        let desk = try await SMSDropDesk()
        let error = try await desk.board.failure { _ = try await create(desk, [field: value]) }
        #expect(error.code == .invalid)
        #expect(error.field == marked)
        #expect(desk.server.connectionCount == 0)
    }

    @Test func `both ways to defer at once are refused`() async throws {
        let desk = try await SMSDropDesk()
        let error = try await desk.board.failure {
            _ = try await create(desk, ["defer_until": "2026-03-02", "defer_by": "60"])
        }
        #expect(error.field == "defer_by")
        #expect(error.message == "A launch is deferred until a time or by seconds, not both.")
        #expect(desk.server.connectionCount == 0)
    }

    @Test(arguments: [
        (#"["body", "sender"]"#, "sender", "sender: too long"),
        (#"["body", "recipient_list", 0]"#, "audience", "recipient_list[0]: too long"),
        (#"["body", "message"]"#, "text", "message: too long"),
        (#"["body", "message_type"]"#, "type", "message_type: too long"),
        (#"["body", "title"]"#, "title", "title: too long"),
        (#"["body", "defer_until"]"#, "defer_until", "defer_until: too long"),
        (#"["body", "defer_by"]"#, "defer_by", "defer_by: too long"),
        (#"["body", "other"]"#, nil, "other: too long"), (#"["body"]"#, nil, "too long"),
        ("null", nil, "too long"),
    ])
    func `a refusal stands on the line that it means`(
        place: String, field: FieldID?, says: String
    ) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/",
            .json(
                #"{"detail": [{"loc": \#(place), "msg": "too long", "type": "value_error"}]}"#, status: 422))
        let error = try await desk.board.failure { _ = try await create(desk) }
        #expect(error.code == .invalid)
        #expect(error.field == field)
        #expect(error.message == "smsdrop refuses the values (422): “\(says)”.")
    }

    @Test func `several refusals are told together`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "POST", "/api/campaigns/",
            .json(
                #"{"detail": [{"loc": ["body", "message"], "msg": "empty"}, {"loc": ["body", "sender"], "msg": "long"}]}"#,
                status: 422))
        let error = try await desk.board.failure { _ = try await create(desk) }
        #expect(error.message == "smsdrop refuses the values (422): “message: empty; sender: long”.")
        #expect(error.field == "text")
    }

    @Test func `the form says that it launches at once and what is left`() async throws {
        let desk = try await SMSDropDesk()
        let submission = try #require(desk.campaigns.operations.create)
        let form = try await submission.form(nil)
        #expect(form.title == "New campaign, launched at once")
        #expect(
            form.fields.map(\.id) == [
                "account", "title", "type", "sender", "text", "audience", "defer_until", "defer_by",
            ])
        #expect(form.notes.count == 2)
        #expect(form.notes.last?.hasPrefix("120 credits left") == true)
        #expect(submission.confirmation(SMSDropDesk.values) == .name("Spring sale"))
        #expect(submission.confirmation(FormValues(["text": "Hello"])) == .name("Hello"))
    }

    @Test func `credits that cannot be read do not stop the form`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/subscriptions/", .status(500))
        let form = try await #require(desk.campaigns.operations.create).form(nil)
        #expect(form.notes.count == 1)
    }
}
