import PlatformServer
import Synchronization
import Testing

@Suite struct LoginThrottleTests {
    /// A clock that jumps over every wait and remembers it.
    private final class Waits: Sendable {
        private let state = Mutex<(now: Duration, waits: [Duration])>((.zero, []))

        var all: [Duration] { state.withLock { $0.waits } }

        func pass(_ time: Duration) { state.withLock { $0.now += time } }

        func throttle() -> LoginThrottle {
            LoginThrottle(
                now: { self.state.withLock { $0.now } },
                sleep: { wait in
                    self.state.withLock { state in
                        state.waits.append(wait)
                        state.now += wait
                    }
                })
        }
    }

    @Test func `some failures are free, then each doubles the wait up to half a minute`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for _ in 0..<15 { _ = await throttle.check("a@x.test", from: "10.0.0.1") { false } }
        let milliseconds = waits.all.map { Int($0 / .milliseconds(1)) }
        #expect(milliseconds.prefix(7) == [0, 0, 0, 0, 500, 1000, 2000])
        #expect(milliseconds.last == 30_000)
    }

    @Test func `another account, another address and a right password wait for nothing`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for _ in 0..<6 { _ = await throttle.check("a@x.test", from: "10.0.0.1") { false } }
        _ = await throttle.check("b@x.test", from: "10.0.0.1") { false }
        _ = await throttle.check("a@x.test", from: "10.0.0.2") { false }
        #expect(waits.all.suffix(2) == [.zero, .zero])
        #expect(await throttle.check("A@x.test", from: "10.0.0.1") { true })
        #expect(waits.all.last != .zero)
        _ = await throttle.check("a@x.test", from: "10.0.0.1") { false }
        #expect(waits.all.last == .zero)
    }

    @Test func `what is long ago is forgotten`() async {
        let waits = Waits()
        let throttle = waits.throttle()
        for _ in 0..<6 { _ = await throttle.check("a@x.test", from: "10.0.0.1") { false } }
        waits.pass(.seconds(901))
        _ = await throttle.check("a@x.test", from: "10.0.0.1") { false }
        #expect(waits.all.last == .zero)
    }
}
