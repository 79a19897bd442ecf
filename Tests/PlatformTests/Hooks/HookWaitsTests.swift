import Foundation
import Testing

@testable import Platform

/// Case S17.
@Suite struct HookWaitsTests {
    private let start = Date(timeIntervalSince1970: 1_773_144_000)

    @Test
    func `attempts follow after 1, 5, 15, 30 minutes, 1, 2, 4, 8 hours and then each day, for three days`() {
        var waits: [TimeInterval] = []
        var now = start
        while let next = HookWaits.next(afterAttempts: waits.count + 1, since: start, at: now) {
            waits.append(next.timeIntervalSince(now))
            now = next
        }
        #expect(waits.map { $0 / 60 } == [1, 5, 15, 30, 60, 120, 240, 480, 1440, 1440])
        #expect(now.timeIntervalSince(start) <= 3 * 86_400)
    }

    @Test func `the endpoint may ask for longer and not for shorter`() {
        let longer = HookWaits.next(afterAttempts: 1, since: start, at: start, asked: .seconds(600))
        let shorter = HookWaits.next(afterAttempts: 1, since: start, at: start, asked: .seconds(1))
        #expect(longer == start + 600)
        #expect(shorter == start + 60)
    }

    @Test func `an endpoint rests after five failures in succession, each time twice as long up to an hour`()
    {
        var rest = EndpointRest()
        var waits: [TimeInterval?] = []
        for _ in 1...14 {
            rest.fail(at: start)
            waits.append(rest.until?.timeIntervalSince(start))
        }
        #expect(waits.prefix(4).allSatisfy { $0 == nil })
        #expect(waits.dropFirst(4).prefix(6) == [60, 120, 240, 480, 960, 1920])
        #expect(waits.suffix(4) == [3600, 3600, 3600, 3600])
    }

    @Test func `an endpoint that asks for time rests at once, and sends one by one then`() {
        var rest = EndpointRest()
        #expect(rest.batch > 1)
        rest.fail(at: start, asked: .seconds(30))
        #expect(rest.until == start + 30)
        #expect(rest.batch == 1)
    }
}
