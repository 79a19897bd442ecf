import Synchronization
import TestSupport

@testable import SMTP

/// A relay on loopback, a session with it, and time by hand; each wait has a shorter limit than those before it.
struct SessionWorld: Sendable {
    let relay: FaultRelay
    let alarms = ManualAlarms()
    let moments = HandOverMoments()
    var options = SessionOptions()

    init(_ script: RelayScript = RelayScript()) async throws {
        relay = try await FaultRelay(script)
        options.clock = alarms.clock
        options.limits = .falling
        options.authorities = script.certificate?.authority
    }

    func session(_ scheme: RelayAddress.Scheme = .smtp, host: String = "localhost") throws -> SMTPSession {
        try SMTPSession(
            to: RelayAddress(scheme, host: host, port: relay.port), options, hooks: moments.hooks)
    }

    /// A session that stands.
    func opened() async throws -> SMTPSession {
        let session = try session()
        try await session.open()
        return session
    }

    /// Lets the time of a wait pass once it has begun.
    func pass(_ wait: Wait) async {
        await alarms.isSet(within: options.limits[wait])
        alarms.advance(by: options.limits[wait])
    }
}

extension ManualAlarms {
    var clock: SessionClock {
        SessionClock(
            now: { self.now }, alarm: { delay, _, ring in .init(cancel: self.set(delay, ring)) })
    }
}

extension TimeLimits {
    /// So that the one that an alarm is set for is known by how soon it is.
    static var falling: TimeLimits {
        var limits = TimeLimits()
        limits.connect = .seconds(1000)
        limits.tls = .seconds(900)
        limits.greeting = .seconds(800)
        limits.command = .seconds(700)
        limits.auth = .seconds(600)
        limits.idle = .seconds(550)
        limits.mail = .seconds(500)
        limits.rcpt = .seconds(400)
        limits.dataStart = .seconds(300)
        limits.dataPiece = .seconds(200)
        limits.dataEnd = .seconds(100)
        limits.quit = .seconds(50)
        return limits
    }
}

/// What a caller was told around the last byte, in order.
final class HandOverMoments: Sendable {
    private let kept = Mutex<[String]>([])
    private let refusal = Mutex<HandOverRefusal?>(nil)

    var all: [String] { kept.withLock { $0 } }

    /// From now on nothing is let go.
    func refuse(_ words: String) { refusal.withLock { $0 = HandOverRefusal(words) } }

    var hooks: HandOverHooks {
        HandOverHooks(
            beforeFinalDot: { (id) throws(HandOverRefusal) in
                if let refusal = self.refusal.withLock({ $0 }) { throw refusal }
                self.kept.withLock { $0.append("before \(id)") }
            },
            afterReply: { id, reply in self.kept.withLock { $0.append("after \(id) \(reply.code)") } })
    }
}
