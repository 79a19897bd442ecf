import ServiceCore

extension AsyncStream<CampaignUpdate> {
    /// Asks for a campaign's progress again and again; ends where it is gone, and after the last.
    ///
    /// - Parameters:
    ///   - least: what each wait is multiplied with; up to a fifth more by chance, lest many boards ask at the same moment.
    ///   - look: the progress, and when the next is due; nil where there will be no other.
    static func polling(
        _ clock: TransportClock, first: PollPace, least: Double = 1,
        look: @escaping @Sendable () async throws(ServiceError) -> (CampaignProgress, next: PollPace?)
    ) -> Self {
        .newest { continuation in
            var pace = first
            while !Task.isCancelled {
                do throws(ServiceError) {
                    let (progress, next) = try await look()
                    continuation.yield(.progress(progress))
                    guard let next else { return }
                    pace = next
                } catch {
                    if error.code == .cancelled { return }
                    continuation.yield(.interrupted(error))
                    if error.code == .notFound { return }
                    pace.failed(error)
                }
                let wait = pace.wait * (least + 0.2 * clock.random())
                guard (try? await clock.sleep(wait)) != nil else { return }
            }
        }
    }
}
