import Foundation
import ServiceCore
import Synchronization
import Testing

@testable import Platform

/// The line of views and clicks: in groups, in order, with an end, and through a fault.
@Suite struct VisitQueueTests {
    private final class Written: Sendable {
        private let state = Mutex<(groups: [[Int64]], fails: Int)>(([], 0))

        init(failing count: Int = 0) { state.withLock { $0.fails = count } }

        var groups: [[Int64]] { state.withLock { $0.groups } }

        func take(_ visits: [TrackingVisit]) throws(ServiceError) {
            let isFault = state.withLock { state in
                state.fails -= 1
                if state.fails >= 0 { return true }
                state.groups.append(visits.map(\.token.delivery))
                return false
            }
            if isFault { throw ServiceError(.storage, "The disk is full.") }
        }
    }

    private static func visit(_ number: Int64) -> TrackingVisit {
        TrackingVisit(
            token: MailToken(.open, delivery: number), host: "h", origin: EventOrigin(ip: "", agent: ""),
            isPrefetch: false, time: Date(timeIntervalSince1970: 0))
    }

    @Test func `all that was added is written in its order before the queue is closed`() async {
        let written = Written()
        let queue = VisitQueue { visits throws(ServiceError) in try written.take(visits) }
        for number in 1...2_000 { queue.add(Self.visit(Int64(number))) }
        await queue.close()
        #expect(written.groups.flatMap(\.self) == Array(1...2_000))
        #expect(written.groups.allSatisfy { $0.count <= 500 })
    }

    @Test func `what is too much is refused, and memory does not grow`() async {
        let written = Written(failing: .max)
        var limits = VisitQueue.Limits()
        (limits.waiting, limits.pause) = (100, .seconds(3600))
        let queue = VisitQueue(limits) { visits throws(ServiceError) in try written.take(visits) }
        let taken = (1...1_000).count { queue.add(Self.visit(Int64($0))) }
        // Those that are being written have left their places.
        #expect(taken >= 100 && taken <= 600)
        #expect(queue.count <= 600)
        await queue.close()
        #expect(queue.count == 0 && !queue.add(Self.visit(1)))
    }

    @Test func `what cannot be written is tried again, in its order`() async {
        let written = Written(failing: 3)
        var limits = VisitQueue.Limits()
        limits.pause = .zero
        let queue = VisitQueue(limits) { visits throws(ServiceError) in try written.take(visits) }
        for number in 1...700 { queue.add(Self.visit(Int64(number))) }
        while written.groups.joined().count < 700 { await Task.yield() }
        #expect(written.groups.flatMap(\.self) == Array(1...700))
        await queue.close()
    }
}
