/// A way in which a platform answers less well than it might, laid over whatever a scripted server answers.
///
/// ```swift
/// server.behave(.lagging(reads: 3), isWrite: { $0.method == "POST" })
/// server.behave(.actedThenDropped(), isWrite: { $0.method == "POST" })    // over the first
/// ```
package struct ServerWay: Sendable, CustomStringConvertible {
    package typealias Answering = @Sendable (RecordedRequest) async -> ScriptedAnswer
    package typealias Telling = @Sendable (RecordedRequest) -> Bool

    package let description: String
    /// Makes it anew for each server, since a way may remember what was asked.
    let lay: @Sendable (_ isWrite: @escaping Telling, _ below: @escaping Answering) -> Answering

    /// As it should be; what the others are compared with.
    package static let sound = ServerWay("sound") { _, below in below }

    init(
        _ description: String,
        lay: @escaping @Sendable (_ isWrite: @escaping Telling, _ below: @escaping Answering) -> Answering
    ) {
        self.description = description
        self.lay = lay
    }
}
