import Foundation
import ServiceCore

@testable import ViewModels

extension Scene {
    static let watch: WatchSnapshot = WatchSnapshot(
        title: "Spring sale", state: StateWord("running", .good), since: "since 14:02:11", freshness: "live",
        fraction: 0.611, progress: "61 %  7,332 of 12,000   214/s   22 s left",
        rates: rates,
        ratesLabel: "the last minute, peak 231/s", audience: "12,000",
        states: [
            count("pending", "4,668", .neutral), count("deferred", "120", .warning),
            count("accepted", "249", .info), count("delivered", "6,801", .good), count("bounced", "96", .bad),
            count("not sent", "66", .warning), count("unknown", "0", .neutral),
        ],
        later: [
            count("viewed", "1,204", .neutral), count("clicked", "233", .neutral),
            count("soft bounces", "31", .warning), count("complaints", "2", .bad),
            count("unsubscribed", "5", .neutral),
        ],
        way: "messages leave through smtp://relay.example:587, ready, 4 sessions, 12 ms a message",
        reasons: [
            count("suppressed", "41", .neutral), count("invalid", "22", .neutral),
            count("duplicate", "3", .neutral),
        ],
        replies: [
            count("451 4.7.1 try again later", "120", .warning), count("550 5.1.1 no such user", "88", .bad),
            count("452 4.2.2 mailbox full", "31", .warning), count("554 5.7.1 refused by policy", "8", .bad),
        ],
        domains: [
            domain("example.com", "3,102", "12"), domain("example.net", "1,870", "51"),
            domain("example.org", "944", "33"), domain("mail.of.a.long.name.example", "12", "0"),
            domain("example.test", "9", "0"),
        ],
        events: (0..<40).map(event),
        recipients: nil, remarks: [])

    /// The same launch, interrupted and seen at those that failed.
    static var troubledWatch: WatchSnapshot {
        var watch: WatchSnapshot = Scene.watch
        watch.state = StateWord("paused", .warning)
        watch.remarks = [
            .init(text: "no progress for 60 s", tone: .warning),
            .init(text: "interrupted: the data directory cannot be read; trying again in 8 s", tone: .bad),
        ]
        watch.recipients = .init(
            title: "failed",
            lines: (0..<20).map { index in
                DetailLine(
                    .field, label: "person\(index)@example.net", text: "refused 550 5.1.1 no such user",
                    tone: .bad)
            }, cursor: 1)
        return watch
    }

    private static let rates: [Double] = (0..<60).map { index in
        let second = Double(index)
        return 120 + 100 * sin(second / 6) * cos(second / 17)
    }

    private static func event(_ index: Int) -> WatchSnapshot.Event {
        let kinds = [
            StateWord("view", .info), StateWord("accepted", .good), StateWord("refused", .bad),
            StateWord("click", .info),
        ]
        let texts = ["kim@example.com", "ana@example.org", "550 5.1.1 lee@example.net", "joe@example.com"]
        return WatchSnapshot.Event(
            time: "14:02:\(59 - index)", kind: kinds[index % 4], text: texts[index % 4])
    }

    private static func count(_ label: String, _ count: String, _ tone: StateWord.Tone) -> WatchSnapshot.Count
    {
        WatchSnapshot.Count(label: label, count: count, tone: tone)
    }

    private static func domain(_ name: String, _ accepted: String, _ refused: String) -> WatchSnapshot.Domain
    {
        WatchSnapshot.Domain(name: name, accepted: accepted, refused: refused)
    }
}
