import ServiceCore
import TestSupport

extension BoardScene {
    /// A platform whose e-mail goes to a relay in the midst of a launch.
    nonisolated static func relayed(_ store: FakeStore) -> Connection {
        var connection = store.connection()
        connection.transport = Sample.relay
        connection.transports = TransportOperations(
            look: { () async throws(ServiceError) in Sample.transports },
            check: { () async throws(ServiceError) in [:] })
        return connection
    }
}

extension Sample {
    static let relay = TransportDescription(
        "relay", "messages leave through smtp://relay.example:587",
        facts: [.init("Relay", "smtp://relay.example:587, encrypted, its certificate checked")])

    static var transports: TransportReport {
        var mail = TransportReport.Way("E-mail", relay)
        mail.side = "smtp://relay.example:587"
        mail.facts = [.init("Since", "\(ago(86_400)), by kim@console")]
        mail.check = TransportCheck(
            time: ago(600), who: "kim@console",
            words: "encrypted, logged in by PLAIN, PIPELINING, 8BITMIME, at most 10,485,760 bytes a message",
            isGood: true)
        var figures = TransportFigures("smtp://relay.example:587", measured: ago(0))
        (figures.openSessions, figures.busySessions, figures.wantedSessions) = (4, 3, 10)
        (figures.latency, figures.lastMinute, figures.waiting) = (0.0121, 1204, 12)
        figures.replies = [
            reply("accepted", .good, "250 2.0.0", 7002, 1),
            reply("person deferred", .warning, "451 4.7.1 try again later", 120, 4),
            reply("no such person", .bad, "550 5.1.1 <…>: no such user", 88, 9),
        ]
        mail.figures = figures
        let texts = TransportDescription(
            "none", "text messages are refused: they have no gateway", isSandboxed: true)
        return TransportReport(
            engine: .here(since: ago(7200)), ways: [mail, .init("Text messages", texts)])
    }

    private static func reply(
        _ meaning: String, _ tone: StateWord.Tone, _ text: String, _ count: Int, _ age: Double
    ) -> TransportFigures.Reply {
        var reply = TransportFigures.Reply(meaning, tone, text, at: ago(age))
        reply.count = count
        return reply
    }
}
