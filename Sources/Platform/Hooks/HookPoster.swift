import FoundationEssentials
import ServiceCore

/// Posts one event and reads what the endpoint says to it.
struct HookPoster: Sendable {
    let fetch: GuardedFetch
    let vault: Vault
    let clock: @Sendable () -> Date

    /// - Returns: nil where it was cancelled on the way; it is owed as before then.
    func send(_ post: HookPost) async -> HookOutcome? {
        do throws(ServiceError) {
            let answer = try await answer(to: post)
            let now = clock()
            return HookOutcome(
                post: post, verdict: HookVerdict(answer, at: now), status: answer.status,
                words: Self.words(answer), time: now)
        } catch {
            if error.code == .cancelled { return nil }
            return HookOutcome(
                post: post, verdict: HookVerdict(error), status: nil, words: error.message, time: clock())
        }
    }

    private func answer(to post: HookPost) async throws(ServiceError) -> FetchAnswer {
        let purpose: Vault.Purpose = post.hook == nil ? .accountKey : .hookKey
        let key = vault.openIfPossible(post.sealedKey, for: purpose)
        let headers = HookSignature.headers(of: post, key: key)
        if post.body.isEmpty {
            return try await fetch.get(post.url, limit: 4096, headers: headers, isCut: true)
        }
        return try await fetch.post(
            post.url, body: Array(post.body.utf8),
            type: post.hook == nil ? "application/x-www-form-urlencoded" : "application/json",
            headers: headers)
    }

    /// The status and how the text begins, on one line.
    private static func words(_ answer: FetchAnswer) -> String {
        let text = answer.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200)
        return text.isEmpty ? String(answer.status) : "\(answer.status) \(text)"
    }
}
