/// Keeps keys that were typed before a question was seen from answering it.
///
/// What is typed ahead waits in the terminal's buffer, however long the picture takes; so the time counts from the moment
/// at which the question is on the screen, and before that no key means anything to it.
package struct AnswerGate: Sendable {
    private var shown: Duration?
    private var lastKey: Duration?

    /// Keys of this first time are dropped: they were typed before the question could be read.
    private static let pause = Duration.milliseconds(250)
    /// A yes stands alone: one that comes on the heels of other keys is part of a burst.
    private static let quiet = Duration.milliseconds(50)

    package init() {}

    package var isShown: Bool { shown != nil }

    /// The question is on the screen now.
    package mutating func show(at now: Duration) { shown = shown ?? now }

    /// Takes note of a key, and says what it may do.
    package mutating func take(at now: Duration) -> Admission {
        let isAlone = lastKey.map { now - $0 >= Self.quiet } ?? true
        lastKey = now
        guard let shown, now - shown >= Self.pause else { return .nothing }
        return isAlone ? .anything : .anythingButYes
    }

    package enum Admission: Sendable {
        case nothing, anythingButYes, anything
    }
}
