extension AsyncStream where Element == CampaignUpdate {
    /// What a watch tells until `produce` returns or the reader has gone, which cancels it.
    ///
    /// Only the newest unread snapshot is kept: it says all that the ones before said.
    package static func newest(_ produce: @escaping @Sendable (Continuation) async -> Void) -> Self {
        let (stream, continuation) = makeStream(bufferingPolicy: .bufferingNewest(1))
        let task = Task {
            await produce(continuation)
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
}
