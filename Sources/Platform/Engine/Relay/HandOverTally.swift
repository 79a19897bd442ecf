import FoundationEssentials
import ServiceCore

/// What a transport's other side has answered: how much within the last minute, and the newest of what it said.
struct HandOverTally: Sendable {
    private static let mostReplies = 12

    /// How many were answered in each second of the last minute, by the second's place in it.
    private var seconds = [Int](repeating: 0, count: 60)
    private var newest = 0
    /// The one that came last stands last.
    private var replies: [TransportFigures.Reply] = []

    mutating func note(_ reply: RelayReply, at time: Date) {
        advance(to: time)
        // What went wrong before a message was begun is no answer to one.
        if reply.stage != .session { seconds[newest % 60] += 1 }
        let kind = ReplyClass(reply)
        // What a relay says of a message that it takes is another text each time.
        let text = kind == .accepted ? reply.codes : RelayWords.withoutAddresses(reply.line)
        var noted = TransportFigures.Reply(kind.words, kind.tone, text, at: time)
        if let place = replies.lastIndex(where: { $0.text == text && $0.meaning == noted.meaning }) {
            noted.count += replies.remove(at: place).count
        } else if replies.count == Self.mostReplies {
            replies.removeFirst()
        }
        replies.append(noted)
    }

    /// How much of it is true now.
    func figures(at time: Date) -> (lastMinute: Int, replies: [TransportFigures.Reply]) {
        var now = self
        now.advance(to: time)
        return (now.seconds.reduce(0, +), replies.reversed())
    }

    private mutating func advance(to time: Date) {
        let second = Int(time.timeIntervalSince1970.rounded(.down))
        // A clock that goes back counts on in the second that it was in.
        guard second > newest else { return }
        for passed in 0..<min(60, second - newest) { seconds[(second - passed) % 60] = 0 }
        newest = second
    }
}

extension RelayReply {
    /// `250 2.0.0`.
    fileprivate var codes: String { [String(code), enhanced].compactMap { $0 }.joined(separator: " ") }
}

extension ReplyClass {
    /// What it means for a message, for people.
    var words: String {
        switch self {
        case .accepted: "accepted"
        case .relayFault: "relay at fault"
        case .sessionEnd: "session ended"
        case .sender: "sender refused"
        case .personDeferred: "person deferred"
        case .personRefused: "no such person"
        case .personSoft: "soft bounce"
        case .policyRefused: "refused by policy"
        case .messageDeferred: "message deferred"
        case .messageRefused: "message refused"
        case .unsendable: "not sent"
        case .lost: "unknown"
        }
    }

    var tone: StateWord.Tone {
        switch self {
        case .accepted: .good
        case .sessionEnd, .personDeferred, .personSoft, .messageDeferred: .warning
        case .relayFault, .sender, .personRefused, .policyRefused, .messageRefused, .unsendable, .lost: .bad
        }
    }
}
