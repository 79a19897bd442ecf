import Testing

@testable import ViewModels

@Suite struct RateHistoryTests {
    private func history(_ samples: [(seconds: Double, settled: Int)]) -> RateHistory {
        var history = RateHistory()
        for sample in samples { history.add(settled: sample.settled, at: .seconds(sample.seconds)) }
        return history
    }

    @Test func `the rate is that of the last five seconds`() {
        let history = history([(0, 0), (5, 500), (10, 600)])
        #expect(history.current(at: .seconds(10)) == 20)
        #expect(history.current(at: .seconds(20)) == 0)
        #expect(RateHistory().current(at: .seconds(1)) == 0)
        #expect(self.history([(0, 10)]).current(at: .seconds(0)) == 0)
    }

    @Test func `a series covers its window in equal spans`() {
        let history = history([(0, 0), (60, 600)])
        #expect(history.series(.minute, count: 6, at: .seconds(60)) == Array(repeating: 10, count: 6))
        #expect(history.series(.all, count: 0, at: .seconds(60)).isEmpty)
        #expect(RateHistory().series(.all, count: 5, at: .seconds(60)).isEmpty)
    }

    @Test func `the peak of a longer window is never below that of a shorter one, nor below the rate now`() {
        var history = RateHistory()
        var settled = 0
        for tick in 0...2_000 {
            settled += tick % 40 == 7 ? 150 : 30
            history.add(settled: settled, at: .milliseconds(400 * tick))
            let now = Duration.milliseconds(400 * tick)
            let peaks = RateHistory.Window.allCases.map { history.peak($0, at: now) }
            #expect(peaks == peaks.sorted() && peaks[0] >= history.current(at: now))
        }
        #expect(history.peak(.all, at: .seconds(800)) > 150)
    }

    @Test func `progress was last made when the number last grew`() {
        #expect(history([(0, 0), (3, 5), (9, 5)]).lastProgress == .seconds(3))
        #expect(RateHistory().lastProgress == nil)
    }

    @Test func `a very long watch keeps a bounded number of samples and its last`() {
        var history = RateHistory()
        for second in 0...50_000 { history.add(settled: second, at: .seconds(second)) }
        #expect(abs(history.current(at: .seconds(50_000)) - 1) < 0.2)
    }
}
