import TestSupport
import Testing

/// A manner of answering, as ways that are laid over a platform.
struct Manner: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    /// What it is called where its ways do not say so in a word.
    var name = ""
    /// From the first read on.
    var telling: @Sendable (HalfTold) -> [ServerWay] = { _ in [] }
    /// Once whoever must log in has.
    var answering: @Sendable (TestTime) -> [ServerWay] = { _ in [] }
    /// Whether that is over after a while and begins again with each edit.
    var isRenewed = false
    /// Whether some of a row's fields are unknown.
    var isPartlyTold = false

    var description: String {
        let ways = answering(TestTime()).map(\.description)
        let words = (name.isEmpty ? ways : [name] + ways).joined(separator: " and ")
        return words.isEmpty ? "sound" : words
    }

    var testDescription: String { description }

    static let sound = Manner()
    static let partial = Manner(name: "tells half", telling: \.partial, isPartlyTold: true)
    private static let dropping = Manner(answering: { _ in [.actedThenDropped()] })
    private static let lagging = Manner(answering: { [late($0)] })

    /// What the operations of each platform are tried with.
    static let ofOperations = [
        dropping, Manner(answering: { _ in [.actedThenTimedOut()] }),
        Manner(answering: { _ in [.actedThenFailed(500)] }),
        Manner(answering: { _ in [.actedThenFailed(503)] }),
        Manner(answering: { _ in [.failedBefore(503, 3)] }), Manner(answering: { _ in [.droppedBefore(3)] }),
        Manner(answering: { _ in [.limited(5)] }),
        Manner(answering: { _ in [.limited(5, retryAfter: 3)] }),
        Manner(answering: { _ in [.limited(5, retryAfter: 120)] }), lagging,
        Manner(answering: { [late($0), .actedThenDropped()] }), partial,
        Manner(name: "tells half of one row odd", telling: \.odd, isPartlyTold: true),
        Manner(name: "tells half", telling: \.partial, answering: { [late($0)] }, isPartlyTold: true),
    ]

    /// What a board over all of them is tried with.
    static let ofBoard = [
        lagging, dropping,
        Manner(answering: { _ in [.limited(3), .limitedWrites(1)] }, isRenewed: true),
        Manner(
            answering: { _ in [.limited(1, retryAfter: 120), .limitedWrites(1, retryAfter: 120)] },
            isRenewed: true),
        partial, Manner(name: "tells one odd row in 500", telling: \.oddInMany),
    ]

    /// Reads that show each write three minutes late.
    private static func late(_ time: TestTime) -> ServerWay { .lagging(by: .seconds(180)) { time.now } }
}
