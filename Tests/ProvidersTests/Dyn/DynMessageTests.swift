import ServiceCore
import TestSupport
import Testing

/// Sending by Dyn (`Providers/Dyn/WIRE.md` §8).
@Suite struct DynMessageTests {
    @Test func `a message goes with every field under its documented name`() async throws {
        let server = try await ScriptedServer.dyn()
        let outcome = try await HostedDriver(dyn: server).send([
            "sender": "a@x.com", "sender_name": #"Ana "A""#, "to": "u@x.com", "cc": "c@x.com",
            "bcc": "b@x.com, d@x.com", "reply_to": "r@x.com", "subject": "Hé & co", "text": "Hi\nyou",
            "html": "<p>Hi</p>", "headers": "X-Order=17, Message-ID=<1@x.com>, Importance=high",
        ])
        let form = try #require(server.asked("POST", "send").first?.form)
        #expect(
            form.items.dropFirst().map { "\($0.name)=\($0.value)" } == [
                #"from="Ana \"A\"" <a@x.com>"#, "to=u@x.com", "cc=c@x.com", "bcc[]=b@x.com", "bcc[]=d@x.com",
                "replyto=r@x.com", "subject=Hé & co", "bodytext=Hi\nyou", "bodyhtml=<p>Hi</p>",
                "importance=high", "messageid=<1@x.com>", "X-Order=17",
            ])
        #expect(outcome.message == "message to 4 recipients handed to Dyn")
    }

    @Test(arguments: [
        ("unsuppressed", [String]()), ("suppressed", ["q@x.net is suppressed, and Dyn sends it nothing"]),
        ("pending removal", ["q@x.net is suppressed, and Dyn sends it nothing"]),
        ("", ["whether q@x.net is suppressed is not known, and Dyn sends nothing to who is"]),
    ])
    func `the preview names the recipients that are suppressed, chosen or typed`(
        status: String, told: [String]
    ) async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status",
            #"{"recipients": [{"emailaddress": "q@x.net", "status": "active", "suppressionstatus": "\#(status)"}]}"#
        )
        let board = try HostedDriver(dyn: server)
        for (targets, to) in [([board.id(.contact, "q@x.net")], ""), ([], "q@x.net")] {
            let form = try #require(try await board.connection.messages?.form(targets))
            let values = FormValues(["sender": "a@x.com", "to": to, "subject": "Hello", "text": "Hi"])
            #expect(try await form.remarks?.read(values).map(\.sentence) == told)
        }
        #expect(server.asked("POST", "send").isEmpty)
    }

    @Test func `chosen recipients get a message each, typed ones one together`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let targets = [board.id(.contact, "u@x.com"), board.id(.contact, "v@x.com")]
        try await board.send(to: targets, ["to": "w@x.com, y@x.com", "subject": "Hello", "text": "Hi"])
        #expect(
            server.asked("POST", "send").map { $0.form.values("to") + $0.form.values("to[]") } == [
                ["u@x.com"], ["v@x.com"], ["w@x.com", "y@x.com"],
            ])
    }

    @Test func `people are written to under their names, and counted by their addresses`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let values = [
            "sender": "Désirée <a@x.com>", "to": #""Ana, P." <w@x.com>, Bé <y@x.com>"#, "cc": "Bo <c@x.com>",
            "reply_to": "R <r@x.com>", "subject": "Hello", "text": "Hi",
        ]
        try await board.send(values)
        let form = try #require(server.asked("POST", "send").first?.form)
        #expect(form["from"] == #""Désirée" <a@x.com>"#)
        #expect(form.values("to[]") == [#""Ana, P." <w@x.com>"#, #""Bé" <y@x.com>"#])
        #expect(form["cc"] == #""Bo" <c@x.com>"#)
        #expect(form["replyto"] == #""R" <r@x.com>"#)
        let recipients = try #require(board.connection.messages?.recipients)
        #expect(try await recipients([], FormValues(values)).addresses == ["w@x.com", "y@x.com", "c@x.com"])
    }

    @Test func `the typed addresses are known before anything is sent, copies for each message`() async throws
    {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let recipients = try #require(board.connection.messages?.recipients)
        let audience = try await recipients(
            [board.id(.contact, "u@x.com"), board.id(.sender, "a@x.com")],
            FormValues(["to": "w@x.com, y@x.com", "bcc": "b@x.com"]))
        #expect(
            audience == MessageAudience(count: 5, addresses: ["u@x.com", "w@x.com", "y@x.com", "b@x.com"]))
        #expect(server.requests.isEmpty)
    }

    @Test func `copies are counted in the outcome as they are before`() async throws {
        let server = try await ScriptedServer.dyn()
        let outcome = try await HostedDriver(dyn: server).send([
            "to": "w@x.com", "cc": "c@x.com", "bcc": "b@x.com", "subject": "Hello", "text": "Hi",
        ])
        #expect(outcome.message == "message to 3 recipients handed to Dyn")
        #expect(
            outcome.sending?.audience == MessageAudience(["w@x.com", "c@x.com", "b@x.com"]))
    }

    @Test func `a failure in the middle says how many went out`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer(
            "POST", "/rest/json/send", .json(DynFixture.good("[]")),
            .json(DynFixture.bad(452, "Missing or Invalid Required Fields", data: #"["to is invalid"]"#)))
        let board = try HostedDriver(dyn: server)
        let targets = ["u@x.com", "v@x.com", "w@x.com"].map { board.id(.contact, $0) }
        let outcome = try await board.send(to: targets, ["subject": "Hello", "text": "Hi"])
        #expect(outcome.message.hasPrefix("1 of 3 done, then: Dyn refuses the values"))
        #expect(!outcome.isAsWished && outcome.undone == Array(targets.dropFirst()))
        #expect(outcome.shortfall?.done == "message to u@x.com handed to Dyn")
        #expect(
            outcome.shortfall?.failures.map(\.part.sending?.audience.addresses) == [["v@x.com"], ["w@x.com"]])
        #expect(outcome.sending?.audience == MessageAudience(["u@x.com"]))
        #expect(server.asked("POST", "send").count == 2)
    }

    @Test func `the form offers the approved senders`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let form = try #require(try await board.connection.messages?.form([board.id(.contact, "u@x.com")]))
        #expect(form["sender"]?.kind == .choice(["a@x.com"]))
        #expect(form["sender"]?.value == "a@x.com")
        #expect(form["to"]?.isRequired == false)
        #expect(form.audience == "Goes to u@x.com.")
    }

    /// §8: the service answers 200 to a message from an unapproved sender and drops it.
    @Test func `who is not approved sends nothing`() async throws {
        let server = try await ScriptedServer.dyn()
        let values = ["sender": "b@x.com", "to": "u@x.com", "subject": "Hello", "text": "Hi"]
        server.data("GET", "senders/status", #"{"status": 0}"#)
        let board = try HostedDriver(dyn: server)
        let early = await #expect(throws: ServiceError.self) { try await board.send(values) }
        server.answer(
            "GET", "/rest/json/senders/details",
            .json(DynFixture.bad(452, "Missing or Invalid Required Fields"), status: 452))
        let unknown = await #expect(throws: ServiceError.self) { try await board.send(values) }
        #expect([early?.code, unknown?.code] == [.refused, .refused])
        #expect([early?.field, unknown?.field] == ["sender", "sender"])
        #expect(server.posted.isEmpty)
    }

    @Test func `a fault after which nobody knows whether it went out says how long to wait`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("POST", "/rest/json/send", .status(503, headers: ["Retry-After": "30"]))
        let values = ["sender": "a@x.com", "to": "u@x.com", "subject": "Hello", "text": "Hi"]
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).send(values)
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("Dyn’s report shows a message to u@x.com") == true)
        #expect(error?.hint?.hasSuffix("It wants to be left in peace for 30 s.") == true)
    }

    @Test(arguments: [
        ("subject", ""), ("subject", "a\r\nBcc: e@x.com"), ("to", ""), ("to", "u@x.com\r\nX: y"),
        ("text", ""),
        ("cc", "nobody"), ("headers", "Bcc=e@x.com"), ("headers", "X-A=b\nBcc: e@x.com"),
        ("sender_name", "a\nb"), ("reply_to", "x"),
    ])
    func `what is missing or could forge a header is refused before anything is sent`(
        _ field: FieldID, _ text: String
    ) async throws {
        let server = try await ScriptedServer.dyn()
        let values = ["to": "u@x.com", "subject": "Hello", "text": "Hi"].merging([field: text]) { $1 }
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).send(values)
        }
        #expect(error?.code == .invalid)
        #expect(error?.field == field)
        #expect(server.posted.isEmpty)
    }
}
