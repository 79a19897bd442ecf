package import ServiceCore

extension Tenant {
    /// Whether a URL answers as SendClean wants it of a hook, asked before the hook is made or changed.
    ///
    /// It is asked for, and where that answer has not the sentence, posted an empty list of events: some receivers
    /// answer to the one alone, some to the other.
    ///
    /// - Throws: `.invalid` on the field `url` for any other answer and for none; nothing where the platform's options
    ///   switch the check off.
    package func checkWebhook(_ url: String) async throws(ServiceError) {
        guard context.options.checksWebhooks else { return }
        let fetch = context.fetch
        do throws(ServiceError) {
            if try await fetch.get(url, limit: 4096, isCut: true).isBlessed { return }
            let empty = Array(#"{"SendCleantes_events":[]}"#.utf8)
            if try await fetch.post(url, body: empty, type: "application/json").isBlessed { return }
        } catch {
            throw ServiceError(.invalid, error.message, hint: error.hint, field: "url")
        }
        throw ServiceError(
            .invalid, "The URL did not answer “\(HookVerdict.phrase)”.",
            hint: "Let it answer every request with that sentence.", field: "url")
    }
}

extension FetchAnswer {
    fileprivate var isBlessed: Bool { text.contains(HookVerdict.phrase) }
}
