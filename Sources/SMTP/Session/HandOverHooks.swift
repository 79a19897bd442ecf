/// What a caller does around the moment from which a message cannot be taken back.
///
/// Both are called on a session's loop, which does nothing else meanwhile: plain stores, no waiting.
package struct HandOverHooks: Sendable {
    /// Just before the last byte is written that hands the message over.
    ///
    /// Throwing keeps it back: it is then certainly not handed over.
    package var beforeFinalDot: @Sendable (Int64) throws(HandOverRefusal) -> Void
    /// Right after the reply to that byte, before its result is told. Not called where no reply comes.
    package var afterReply: @Sendable (Int64, Reply) -> Void

    package init(
        beforeFinalDot: @escaping @Sendable (Int64) throws(HandOverRefusal) -> Void = {
            (_: Int64) throws(HandOverRefusal) in
        },
        afterReply: @escaping @Sendable (Int64, Reply) -> Void = { _, _ in }
    ) {
        self.beforeFinalDot = beforeFinalDot
        self.afterReply = afterReply
    }
}

/// Why a message is kept back, in a sentence of the caller's.
package struct HandOverRefusal: Error, Sendable, Hashable {
    package let words: String

    package init(_ words: String) { self.words = words }
}
