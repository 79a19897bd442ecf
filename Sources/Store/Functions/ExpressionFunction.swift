import GRDB
import ServiceCore
import Synchronization

/// `matches(expression, text, limit)`: whether a regular expression is found in a text, as 1 or 0.
///
/// One text takes as long as it is long; a million of them may take too long all the same, so whoever asks says until when.
package enum ExpressionFunction {
    static let name = "matches"
    /// What the engine says once the time is over, by which `ServiceError(storing:)` knows it.
    static let isOverdue = "a regular expression took too long"
    /// As long as one question may look for expressions.
    package static let limit = Duration.seconds(5)

    package static let function = SQLFunction { make() }

    /// Until when a question that is asked now may take, in milliseconds of this process.
    static func deadline(of limit: Duration = limit) -> Int64 { Int64((now + limit) / .milliseconds(1)) }

    private static let start = ContinuousClock.now
    private static var now: Duration { ContinuousClock.now - start }

    private static func make() -> DatabaseFunction {
        let last = LastExpression()
        return DatabaseFunction(name, argumentCount: 3, pure: true) { values in
            guard let source = String.fromDatabaseValue(values[0]),
                let text = String.fromDatabaseValue(values[1]),
                let deadline = Int64.fromDatabaseValue(values[2])
            else { return nil }
            return try last.isFound(source, in: text, until: deadline)
        }
    }

    /// The expression of the last call, ready for the next text.
    private final class LastExpression: Sendable {
        private struct State {
            var matcher: ExpressionMatcher
            var calls = 0
        }

        private let state = Mutex<State?>(nil)
        /// Asking for the time at each text would cost more than most of them.
        private static let callsPerLook = 256

        func isFound(_ source: String, in text: String, until deadline: Int64) throws -> Bool {
            try state.withLock { state in
                if state?.matcher.expression.source != source {
                    state = State(matcher: ExpressionMatcher(try RegularExpression(source)))
                }
                let isLook = state.map { $0.calls % Self.callsPerLook == 0 } ?? false
                if isLook, now > .milliseconds(deadline) {
                    throw DatabaseError(resultCode: .SQLITE_ERROR, message: isOverdue)
                }
                state?.calls += 1
                return state?.matcher.isFound(in: text) ?? false
            }
        }
    }
}
