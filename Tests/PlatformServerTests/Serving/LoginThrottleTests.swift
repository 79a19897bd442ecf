import PlatformServer
import Synchronization
import Testing

@Suite struct LoginThrottleTests {
    /// A clock that jumps over every wait and remembers it.
    private final class Waits: Sendable {
        private let state = Mutex<(now: Duration, waits: [Duration])>((.zero, []))

        var all: [Int] { state.withLock { $0.waits.map { Int($0 / .milliseconds(1)) } } }

        func pass(_ time: Duration) { state.withLock { $0.now += time } }

        /// - Parameter passes: whether time goes on while somebody waits; where not, all tries come at once.
        func throttle(passes: Bool = true) -> LoginThrottle {
            LoginThrottle(
                now: { self.state.withLock { $0.now } },
                sleep: { wait in
                    self.state.withLock { state in
                        state.waits.append(wait)
                        if passes { state.now += wait }
                    }
                })
        }
    }

    @Test func `some failures are free, then each doubles the wait up to eight seconds`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for _ in 0..<12 { _ = await throttle.check("a@x.test", from: "10.0.0.1") { false } }
        #expect(waits.all == [0, 0, 0, 0, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000])
    }

    @Test func `tries that come together wait for one another, and most are sent away untried`() async {
        let waits = Waits()
        let throttle = waits.throttle(passes: false)
        let tried = Mutex(0)
        var verdicts: [LoginThrottle.Verdict] = []
        for _ in 0..<100 {
            verdicts.append(
                await throttle.check("a@x.test", from: "10.0.0.1") {
                    tried.withLock { $0 += 1 }
                    return false
                })
        }
        #expect(tried.withLock { $0 } == 8)
        #expect(waits.all == [0, 0, 0, 0, 500, 1500, 3500, 7500])
        #expect(verdicts.last == .later(.milliseconds(7_500)))
        #expect(await throttle.check("a@x.test", from: "10.0.0.2") { true } == .right)
        #expect(waits.all.last == 0)
    }

    @Test func `another account, another address and a right password wait for nothing`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for _ in 0..<6 { _ = await throttle.check("a@x.test", from: "10.0.0.1") { false } }
        _ = await throttle.check("b@x.test", from: "10.0.0.1") { false }
        _ = await throttle.check("a@x.test", from: "10.0.0.2") { false }
        #expect(waits.all.suffix(2) == [0, 0])
        #expect(await throttle.check("A@x.test", from: "10.0.0.1") { true } == .right)
        #expect(waits.all.last != 0)
        _ = await throttle.check("a@x.test", from: "10.0.0.1") { false }
        #expect(waits.all.last == 0)
    }

    @Test func `an account is one however its address is spelt`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        let spellings = [
            "rémi@bücher.test", "re\u{301}mi@bücher.test", " RÉMI@xn--bcher-kva.test ", "rémi@BÜCHER.test.",
            "Rémi@bücher.test",
        ]
        for spelling in spellings { _ = await throttle.check(spelling, from: "10.0.0.1") { false } }
        #expect(waits.all == [0, 0, 0, 0, 500])
    }

    @Test func `one address that tries many accounts is slowed for all of them`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for number in 0..<21 { _ = await throttle.check("a\(number)@x.test", from: "10.0.0.1") { false } }
        #expect(waits.all.dropLast().allSatisfy { $0 == 0 } && waits.all.last == 500)
    }

    @Test func `an account that many addresses fail for grants each but one, and its owner's at once`() async
    {
        let waits = Waits()
        let throttle = waits.throttle()
        for number in 0..<50 { _ = await throttle.check("a@x.test", from: "10.0.1.\(number)") { false } }
        _ = await throttle.check("a@x.test", from: "10.0.0.9") { false }
        #expect(waits.all.last == 0)
        _ = await throttle.check("a@x.test", from: "10.0.0.9") { false }
        #expect(waits.all.last == 500)
        #expect(await throttle.check("a@x.test", from: "10.0.0.1") { true } == .right)
        #expect(waits.all.last == 0)
    }

    @Test func `an office that logs in rightly is never slowed`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for number in 0..<60 { _ = await throttle.check("a\(number)@x.test", from: "10.0.0.1") { true } }
        #expect(waits.all.allSatisfy { $0 == 0 })
    }

    @Test func `what is long ago is forgotten`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for _ in 0..<6 { _ = await throttle.check("a@x.test", from: "10.0.0.1") { false } }
        waits.pass(.seconds(901))
        _ = await throttle.check("a@x.test", from: "10.0.0.1") { false }
        #expect(waits.all.last == 0)
    }
}
