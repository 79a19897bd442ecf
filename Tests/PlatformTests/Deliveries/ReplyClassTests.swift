import Testing

@testable import Platform

/// S4: replies as receivers word them, and whom each is about.
///
/// Case S4.
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
        (
            RelayReply(.rcpt, 550, "5.1.1", "<marble@spfarm.example>: user unknown in virtual table"),
            .personRefused
        ),
        (
            RelayReply(.rcpt, 550, "5.1.1", "no mailbox here, see our policy on closed accounts"),
            .personRefused
        ),
        (RelayReply(.rcpt, 550, nil, "<marble@example.com> no such mailbox"), .personRefused),
        (RelayReply(.rcpt, 550, nil, "unrouteable address <dkim@denied.example>"), .personRefused),
        (
            RelayReply(.rcpt, 553, nil, "sorry, this recipient is not in my list of valid ones"),
            .personRefused
        ),
        (RelayReply(.rcpt, 550, "5.1.2", "domain does not exist"), .personRefused),
        (RelayReply(.rcpt, 550, "5.1.3", "bad destination mailbox address syntax"), .personRefused),
        (RelayReply(.rcpt, 550, "5.1.6", "mailbox has moved, no forwarding"), .personRefused),
        (RelayReply(.rcpt, 550, "5.4.1", "Recipient address rejected: Access denied"), .policyRefused),
        (RelayReply(.rcpt, 550, "5.2.1", "mailbox disabled, not accepting messages"), .policyRefused),
        (RelayReply(.rcpt, 554, "5.7.1", "<kim@example.com>: Relay access denied"), .policyRefused),
        (RelayReply(.rcpt, 550, "5.7.26", "this mail has no valid SPF or DKIM"), .policyRefused),
        (RelayReply(.rcpt, 550, "5.7.350", "remote server said: message is spam"), .policyRefused),
        (
            RelayReply(.rcpt, 550, nil, "Service unavailable; client host blocked using an RBL"),
            .policyRefused
        ),
        (RelayReply(.rcpt, 550, nil, "sender is blacklisted here"), .policyRefused),
        (RelayReply(.rcpt, 550, nil, "you are not authorized to send to this list"), .policyRefused),
        (RelayReply(.rcpt, 550, nil, "rejected because of your IP's poor reputation"), .policyRefused),
        (RelayReply(.rcpt, 550, nil, "antispam: see our policies"), .policyRefused),
        (RelayReply(.rcpt, 451, "4.7.1", "greylisted, come back in 300 seconds"), .personDeferred),
        (RelayReply(.rcpt, 452, "4.2.2", "over quota"), .personDeferred),
        (RelayReply(.rcpt, 450, "4.7.25", "no reverse name for your address"), .personDeferred),
        (RelayReply(.rcpt, 452, "4.5.3", "too many recipients"), .personDeferred),
        (RelayReply(.rcpt, 550, "5.3.0", "their system is broken"), .personSoft),
        (RelayReply(.rcpt, 554, "5.4.14", "hop count exceeded"), .personSoft),
        (RelayReply(.mail, 553, "5.1.8", "sender domain has no MX"), .sender),
        (RelayReply(.mail, 550, "5.7.1", "sender address is blocked"), .sender),
        (RelayReply(.mail, 452, "4.3.1", "insufficient system storage"), .sender),
        (RelayReply(.session, 550, nil, "we take nothing from your network"), .relayFault),
        (RelayReply(.session, 530, "5.7.0", "authentication required"), .relayFault),
        (RelayReply(.data, 554, nil, "message looks like spam"), .policyRefused),
        (RelayReply(.data, 550, "5.7.515", "domain does not pass DMARC"), .policyRefused),
        (RelayReply(.data, 554, "5.6.0", "message header is not RFC conformant"), .messageRefused),
        (RelayReply(.data, 452, "4.3.1", "out of memory, try later"), .messageDeferred),
        (RelayReply(.data, 421, "4.3.0", "closing, ask again"), .sessionEnd),
        (RelayReply(.data, 0), .lost),
        (RelayReply(.rcpt, 0), .sessionEnd),
    ]

    @Test(arguments: table)
    func `a reply means what the table says`(_ reply: RelayReply, _ meaning: ReplyClass) {
        #expect(ReplyClass(reply) == meaning, "\(reply.line)")
    }
}
