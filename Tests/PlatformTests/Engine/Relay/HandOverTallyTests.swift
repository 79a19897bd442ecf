import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct HandOverTallyTests {
    private let start = Date(timeIntervalSince1970: 1_772_366_400)

    private func tally(_ replies: [(RelayReply, after: TimeInterval)]) -> HandOverTally {
        var tally = HandOverTally()
        for (reply, after) in replies { tally.note(reply, at: start.addingTimeInterval(after)) }
        return tally
    }

    @Test func `the last minute is the last sixty seconds, whatever the clock did`() {
        let taken = RelayReply(.data, 250, "2.0.0", "queued")
        let tally = tally((0..<90).map { (taken, after: TimeInterval($0)) })
        #expect(tally.figures(at: start.addingTimeInterval(89)).lastMinute == 60)
        #expect(tally.figures(at: start.addingTimeInterval(119)).lastMinute == 30)
        #expect(tally.figures(at: start.addingTimeInterval(1000)).lastMinute == 0)
        #expect(tally.figures(at: start.addingTimeInterval(-1000)).lastMinute == 60)
    }

    @Test func `the same reply is one, with how often and when, the newest first`() {
        let unknown = RelayReply(.rcpt, 550, "5.1.1", "no such user")
        let taken = { (id: Int) in RelayReply(.data, 250, "2.0.0", "queued as \(id)") }
        let tally = tally([(taken(1), 0), (unknown, 1), (unknown, 2), (taken(2), 3)])
        let replies = tally.figures(at: start).replies
        #expect(replies.map(\.meaning) == ["accepted", "no such person"])
        #expect(replies.map(\.text) == ["250 2.0.0", "550 5.1.1 no such user"])
        #expect(replies.map(\.count) == [2, 2])
        #expect(replies.map(\.last) == [start.addingTimeInterval(3), start.addingTimeInterval(2)])
    }

    @Test func `nobody's address stays in it, so that replies about several people are one`() {
        let tally = tally(
            ["kim@example.test", "lee@example.test"].map {
                (RelayReply(.rcpt, 450, "4.2.1", "<\($0)>: mailbox is busy"), after: 0)
            })
        let replies = tally.figures(at: start).replies
        #expect(replies.map(\.text) == ["450 4.2.1 <…>: mailbox is busy"] && replies[0].count == 2)
    }

    @Test func `a dozen are kept, and what went wrong before a message began is no answer to one`() {
        let tally = tally(
            (0..<20).map { (RelayReply(.session, 451, nil, "fault \($0)"), after: TimeInterval($0)) })
        let figures = tally.figures(at: start.addingTimeInterval(20))
        #expect(figures.replies.count == 12 && figures.replies.first?.text == "451 fault 19")
        #expect(figures.lastMinute == 0)
    }
}
