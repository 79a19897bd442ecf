import Testing

@testable import ServiceCore

@Suite struct MailShareTests {
    private let bounces = MailShare.all[0]
    private let complaints = MailShare.all[1]

    private func days(
        usual: (sent: Int, bad: Int), today: (sent: Int, bad: Int)
    ) -> [MailDays.Day] {
        let before = MailDays.Day(sent: usual.sent, bounces: usual.bad, complaints: usual.bad)
        let now = MailDays.Day(sent: today.sent, bounces: today.bad, complaints: today.bad)
        return Array(repeating: MailDays.Day(), count: 27) + [before, MailDays.Day(), now]
    }

    @Test(
        arguments: [
            (1000, 10, 100, 4, nil), (1000, 10, 1000, 19, nil), (1000, 10, 1000, 20, .warning),
            (1000, 30, 1000, 59, nil), (1000, 30, 1000, 60, .warning), (1000, 90, 1000, 99, nil),
            (1000, 90, 1000, 100, .wrong), (0, 0, 1000, 25, .warning), (0, 0, 0, 9, nil),
        ] as [(Int, Int, Int, Int, Concern.Weight?)])
    func `bounces want attention where they are twice what is usual, or a tenth of all`(
        sent: Int, bad: Int, sentNow: Int, badNow: Int, weight: Concern.Weight?
    ) {
        #expect(bounces.weight(days(usual: (sent, bad), today: (sentNow, badNow))) == weight)
    }

    @Test(
        arguments: [
            (10_000, 9, nil), (10_000, 10, .warning), (10_000, 30, .wrong), (1000, 4, nil),
        ] as [(Int, Int, Concern.Weight?)])
    func `so do complaints from one in a thousand on`(sent: Int, bad: Int, weight: Concern.Weight?) {
        #expect(complaints.weight(days(usual: (10_000, 3), today: (sent, bad))) == weight)
    }

    @Test func `the words say the share, and what is usual where enough was sent`() {
        #expect(
            bounces.words(days(usual: (1000, 12), today: (1000, 81)), of: "what it sent")
                == "8.1 % of what it sent and 1.2 % as a rule")
        #expect(
            complaints.words(days(usual: (99, 9), today: (10_000, 3)), of: "what it sent")
                == "0.03 % of what it sent")
        #expect(
            bounces.words(days(usual: (1000, 12), today: (0, 3)), of: "what it sent")
                == "of nothing that was sent and 1.2 % as a rule")
    }

    @Test func `the trend is a share a day of two weeks`() {
        let trend = bounces.trend(days(usual: (100, 10), today: (200, 2)))
        #expect(trend.count == 14 && Array(trend.suffix(3)) == [0.1, 0, 0.01])
    }
}
