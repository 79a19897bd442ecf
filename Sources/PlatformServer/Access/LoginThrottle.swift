import ServiceCore
import Synchronization

/// Slows down whoever guesses passwords: after a few failures each further try has to wait its turn, one behind the
/// other, and whoever would have to wait long is sent away untried.
///
/// What counts is failures of one address for one account, and of one address for all; an account that many addresses
/// fail for grants each fewer. An address that has not failed waits for nobody.
package final class LoginThrottle: Sendable {
    package enum Verdict: Sendable, Equatable {
        case right, wrong
        /// Not tried: there are too many before it; after so long another may be.
        case later(Duration)
    }

    private enum Key: Hashable {
        case pair(account: String, caller: String)
        case caller(String)
        case account(String)
    }

    /// Failures, and tries that may become one.
    private struct Tries {
        var count = 0
        /// When the next may be made, once some have failed.
        var turn = Duration.zero
        var last = Duration.zero
    }

    /// Failures that cost nothing yet: people mistype.
    private static let free = 4
    /// The same of one address for all accounts, behind which an office may be.
    private static let freeForAll = 20
    /// From so many failures for an account on, from wherever, an address has but one.
    private static let attacked = 50
    private static let shortest = Duration.milliseconds(500)
    /// Between two tries, and also what nobody waits longer than.
    private static let longest = Duration.seconds(8)
    /// After this time without another failure all is forgotten.
    private static let memory = Duration.seconds(900)
    /// At most so many are remembered.
    private static let capacity = 20_000

    private let tries = Mutex<[Key: Tries]>([:])
    private let now: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - now: the time since some fixed moment.
    ///   - sleep: waits; throws where the caller has gone.
    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package convenience init() {
        let start = ContinuousClock.now
        self.init(now: { start.duration(to: .now) }, sleep: { try await ContinuousClock().sleep(for: $0) })
    }

    /// Runs a check that is true for the right password, when it is its turn.
    package func check(
        _ account: String, from caller: String, _ isRight: () async -> Bool
    ) async -> Verdict {
        // However it is spelt it is one account, or each spelling would have free tries of its own.
        let account = MailAddress.key(of: account)
        let (wait, isAdmitted) = takeTurn(account, caller)
        guard isAdmitted else { return .later(wait - Self.longest) }
        // A try that is given up while it waits stays a failure: else guesses could be made and dropped for nothing.
        guard (try? await sleep(wait)) != nil, await isRight() else { return .wrong }
        forgive(account, caller)
        return .right
    }

    /// Counts the try as failed until it is known to be right, so that tries which come together wait for one another.
    private func takeTurn(_ account: String, _ caller: String) -> (wait: Duration, isAdmitted: Bool) {
        let now = now()
        return tries.withLock { tries in
            let isAttacked = Self.known(.account(account), in: tries, now).count >= Self.attacked
            let limits = [
                (Key.pair(account: account, caller: caller), isAttacked ? 1 : Self.free),
                (Key.caller(caller), Self.freeForAll),
            ]
            let states = limits.map { key, free in (key, free, Self.known(key, in: tries, now)) }
            let wait =
                states.map { _, free, state in state.count < free ? .zero : max(.zero, state.turn - now) }
                .max() ?? .zero
            guard wait <= Self.longest else { return (wait, false) }
            for (key, free, var state) in states {
                state.count += 1
                state.last = now
                if state.count >= free {
                    let step = Self.shortest * (1 << min(state.count - free, 10))
                    state.turn = max(now, state.turn) + min(step, Self.longest)
                }
                tries[key] = state
            }
            var all = Self.known(.account(account), in: tries, now)
            all.count += 1
            all.last = now
            tries[.account(account)] = all
            Self.forget(&tries, now)
            return (wait, true)
        }
    }

    private func forgive(_ account: String, _ caller: String) {
        tries.withLock { tries in
            tries[.pair(account: account, caller: caller)] = nil
            for key in [Key.caller(caller), .account(account)] { tries[key]?.count -= 1 }
        }
    }

    private static func known(_ key: Key, in tries: [Key: Tries], _ now: Duration) -> Tries {
        guard let known = tries[key], now - known.last < memory else { return Tries() }
        return known
    }

    /// Drops what is long ago; where that is not enough, the older half.
    private static func forget(_ tries: inout [Key: Tries], _ now: Duration) {
        guard tries.count > capacity else { return }
        tries = tries.filter { now - $0.value.last < memory }
        guard tries.count > capacity else { return }
        let middle = tries.values.map(\.last).sorted()[tries.count / 2]
        tries = tries.filter { $0.value.last > middle }
    }
}
