import Synchronization

/// Lets tries for one account from one address come one after the other.
///
/// A mail server opens many sessions at once, each of which logs in. To `LoginThrottle` tries that come together look like
/// guesses; those that come in turn and are right never wait for anything but one another.
final class LoginTurns: Sendable {
    private struct Key: Hashable {
        let account: String
        let caller: String
    }

    /// Who waits behind the one that is at work.
    private let lines = Mutex<[Key: [CheckedContinuation<Void, Never>]]>([:])

    /// Runs one try when it is its turn.
    func take<Value>(_ account: String, from caller: String, _ work: () async -> Value) async -> Value {
        let key = Key(account: account, caller: caller)
        await withCheckedContinuation { continuation in
            let isFirst = lines.withLock { lines in
                guard lines[key] != nil else {
                    lines[key] = []
                    return true
                }
                lines[key]?.append(continuation)
                return false
            }
            if isFirst { continuation.resume() }
        }
        defer { leave(key) }
        return await work()
    }

    private func leave(_ key: Key) {
        let next = lines.withLock { lines -> CheckedContinuation<Void, Never>? in
            guard lines[key]?.isEmpty == false else {
                lines[key] = nil
                return nil
            }
            return lines[key]?.removeFirst()
        }
        next?.resume()
    }
}
