import Testing

@testable import Platform

/// What Kannel answers, and what it means for the message and for the gateway.
@Suite struct KannelAnswerTests {
    @Test(arguments: [
        (202, "0: Accepted for delivery", ReplyClass.accepted),
        (202, "3: Queued for later delivery", .accepted),
        (200, "Sent.", .accepted), (202, "  0: Accepted for delivery\r\n", .accepted),
        // Whether it was taken, nobody can tell.
        (200, "<html>Welcome</html>", .lost), (202, "", .lost), (200, "10: what", .lost),
        (502, "Bad Gateway", .lost), (504, "Gateway Timeout", .lost),
        // The same for every message.
        (403, "Authorization failed for sendsms", .relayFault), (401, "", .relayFault),
        (402, "", .relayFault),
        (404, "Unknown request.", .relayFault), (302, "", .relayFault), (429, "", .relayFault),
        (503, "Temporal failure, try again later.", .relayFault),
        // This one alone.
        (403, "Not routable. Do not try again.", .messageRefused),
        (400, "Number(s) has/have been denied by white- and/or black-lists.", .messageRefused),
        (400, "Sender missing and no global set, rejected", .messageRefused), (413, "", .messageRefused),
        (500, "Sending failed.", .messageDeferred),
    ])
    func `an answer is sorted`(_ status: Int, _ body: String, _ meaning: ReplyClass) {
        let reply = KannelAnswer.reply(status: status, body: body)
        #expect(ReplyClass(reply) == meaning)
        // What the journal keeps of it comes to the same after a crash.
        guard meaning != .lost else { return }
        #expect(ReplyClass(RelayReply(journalCode: reply.journalCode, "known")) == meaning)
    }

    @Test func `a relay's answer keeps its meaning in the journal`() {
        for code in [250, 451, 550, 554] {
            let reply = RelayReply(.data, code)
            #expect(reply.journalCode == code)
            #expect(RelayReply(journalCode: code, "") == reply)
        }
    }

    @Test func `what is said is kept without what no terminal should see, and not at any length`() {
        let reply = KannelAnswer.reply(status: 400, body: "no\u{1B}[2J" + String(repeating: "x", count: 9000))
        #expect(!reply.text.contains("\u{1B}") && reply.text.count <= 200)
    }
}
