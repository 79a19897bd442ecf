import Testing

@testable import SMTP

@Suite struct SessionTargetTests {
    /// Lets so many messages through a relay whose latency is a function of the number of sessions.
    private func run(
        _ messages: Int, least: Int = 10, most: Int = 50, isFull: Bool = true,
        latency: (Int) -> Duration
    ) -> [Int] {
        var target = SessionTarget(least: least, most: most)
        var counts = [target.count]
        for _ in 0..<messages {
            target.note(latency(target.count), isFull: isFull)
            if target.count != counts.last { counts.append(target.count) }
        }
        return counts
    }

    @Test func `a relay that is as quick to more gets as many as there may be`() {
        #expect(run(5000) { _ in .milliseconds(40) } == [10, 12, 15, 18, 22, 27, 33, 41, 50])
    }

    @Test func `one that divides its time among them keeps what it has`() {
        let counts = run(5000) { .milliseconds(4 * $0) }
        #expect(Set(counts) == [10, 12])
        // It is tried again ever later, and goes back each time.
        #expect(counts == [10, 12, 10, 12, 10, 12, 10])
    }

    @Test func `it grows to where more bring nothing`() {
        let counts = run(20_000) { .milliseconds(40 * max(1, Double($0) / 20)) }
        #expect((18...27).contains(counts.last ?? 0))
        #expect((counts.max() ?? 0) <= 33)
    }

    @Test func `where not all are busy nothing is learnt`() {
        #expect(run(5000, isFull: false) { _ in .milliseconds(40) } == [10])
    }

    @Test func `it never leaves its bounds`() {
        #expect(run(5000, least: 4, most: 4) { _ in .milliseconds(1) } == [4])
        #expect(run(5000, least: 0, most: 2) { _ in .zero }.allSatisfy { (1...2).contains($0) })
    }
}
