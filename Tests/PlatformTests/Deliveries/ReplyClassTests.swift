import Testing

@testable import Platform

@Suite struct ReplyClassTests {
    static let table: [(RelayReply, ReplyClass)] = [
        (RelayReply(.session, 554, nil, "no service"), .relayFault),
        (RelayReply(.session, 535, "5.7.8", "bad credentials"), .relayFault),
        (RelayReply(.rcpt, 421, "4.3.2", "shutting down"), .sessionEnd),
        (RelayReply(.mail, 550, "5.1.8", "bad sender"), .sender),
        (RelayReply(.mail, 451, "4.7.0", "later"), .sender),
        (RelayReply(.rcpt, 250, "2.1.5", "ok"), .accepted),
        (RelayReply(.rcpt, 450, "4.2.1", "greylisted"), .personDeferred),
        (RelayReply(.rcpt, 550, "5.1.1", "no such user"), .personRefused),
        (RelayReply(.rcpt, 550, "5.1.10", "null MX"), .personRefused),
        (RelayReply(.rcpt, 551, nil, "user not local"), .personRefused),
        (RelayReply(.rcpt, 550, nil, "no such user here"), .personRefused),
        (RelayReply(.rcpt, 550, nil, "blocked by policy"), .policyRefused),
        (RelayReply(.rcpt, 550, "5.7.1", "relaying denied"), .policyRefused),
        (RelayReply(.rcpt, 554, nil, "listed at a DNSBL"), .policyRefused),
        (RelayReply(.rcpt, 552, "5.2.2", "mailbox full"), .personSoft),
        (RelayReply(.rcpt, 550, "5.4.4", "unable to route"), .personSoft),
        (RelayReply(.data, 250, "2.0.0", "queued"), .accepted),
        (RelayReply(.data, 451, nil, "later"), .messageDeferred),
        (RelayReply(.data, 554, "5.6.0", "bad content"), .messageRefused),
        (RelayReply(.data, 554, "5.7.1", "spam"), .policyRefused),
        (RelayReply(.data, 552, nil, "too much mail data"), .personSoft),
        (RelayReply(.data, 0), .lost),
        (RelayReply(.rcpt, 0), .sessionEnd),
    ]

    @Test(arguments: table)
    func `a reply means what the table says`(_ reply: RelayReply, _ meaning: ReplyClass) {
        #expect(ReplyClass(reply) == meaning, "\(reply.line)")
    }
}
