import Synchronization

extension ServerWay {
    /// Does what a write asks and closes without a word.
    ///
    /// - Parameter count: how many writes; all unless given.
    package static func actedThenDropped(_ count: Int = .max) -> ServerWay {
        acted("acts and drops its answer", count, then: .dropped)
    }

    /// Does what a write asks and answers as a gateway does that waited in vain.
    package static func actedThenTimedOut(_ count: Int = .max) -> ServerWay {
        acted("acts and answers 504", count, then: .html("<h1>Gateway timeout</h1>", status: 504))
    }

    /// Does what a write asks and says that it has failed.
    package static func actedThenFailed(_ status: Int, _ count: Int = .max) -> ServerWay {
        acted("acts and answers \(status)", count, then: .status(status))
    }

    /// Says that it has failed before it has done what a write asks.
    package static func failedBefore(_ status: Int, _ count: Int = .max) -> ServerWay {
        refusing("answers \(status) to writes undone", count, .status(status))
    }

    /// Closes without a word before it has done what a write asks.
    package static func droppedBefore(_ count: Int = .max) -> ServerWay {
        refusing("drops writes undone", count, .dropped)
    }

    private static func refusing(
        _ description: String, _ count: Int, _ answer: ScriptedAnswer
    ) -> ServerWay {
        ServerWay(description) { isWrite, below in
            let left = Turns(count)
            return { request in isWrite(request) && left.take() ? answer : await below(request) }
        }
    }

    /// Answers 429 so many times before it answers again, to reads and writes alike.
    ///
    /// - Parameter retryAfter: the seconds that it asks to wait; nil where it does not say.
    package static func limited(_ count: Int, retryAfter: Int? = nil) -> ServerWay {
        limited("answers 429", count, retryAfter) { _ in true }
    }

    /// Answers 429 to so many writes, undone, and to no read.
    package static func limitedWrites(_ count: Int, retryAfter: Int? = nil) -> ServerWay {
        limited("answers 429 to writes", count, retryAfter) { $0 }
    }

    private static func limited(
        _ description: String, _ count: Int, _ retryAfter: Int?,
        _ concerns: @escaping @Sendable (_ isWrite: Bool) -> Bool
    ) -> ServerWay {
        let headers = retryAfter.map { ["Retry-After": String($0)] } ?? [:]
        let words = retryAfter.map { "with Retry-After \($0)" } ?? "without Retry-After"
        return ServerWay("\(description) \(words)") { isWrite, below in
            let left = Turns(count)
            return { request in
                concerns(isWrite(request)) && left.take()
                    ? .status(429, headers: headers) : await below(request)
            }
        }
    }

    private static func acted(
        _ description: String, _ count: Int, then answer: ScriptedAnswer
    ) -> ServerWay {
        ServerWay(description) { isWrite, below in
            let left = Turns(count)
            return { request in
                let answered = await below(request)
                return isWrite(request) && left.take() ? answer : answered
            }
        }
    }
}

/// How often something still happens.
private final class Turns: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    /// Whether it happens now, which uses up one.
    func take() -> Bool {
        left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }
}
