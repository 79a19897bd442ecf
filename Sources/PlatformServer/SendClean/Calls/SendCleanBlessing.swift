import Platform
import ServiceCore

/// Asks whether whoever has a URL wants to be told there (specs/sendclean.md §7).
struct SendCleanBlessing: Sendable {
    private static let words = "God bless you, SendClean"
    private static let longestAnswer = 65_536

    private let fetch: GuardedFetch
    private let isAsked: Bool

    init(_ host: DialectHost) {
        fetch = GuardedFetch(
            allowsPrivateTargets: host.options.allowsPrivateTargets,
            dnsServer: host.platform.context.options.dnsServer)
        isAsked = host.options.checksWebhooks
    }

    /// - Throws: `.invalid` where the URL cannot be reached or does not answer with the words.
    func ask(_ url: String) async throws(ServiceError) {
        guard isAsked else { return }
        do throws(ServiceError) {
            if try await isGiven(at: url) { return }
        } catch {
            // Where it may not or cannot be reached is for the caller to mend.
            throw error.code == .cancelled ? error : Self.fault("cannot be asked: \(error.message)")
        }
        throw Self.fault("does not answer with “\(Self.words)”")
    }

    /// No page says how the URL is asked, so it is as events will come or else by a plain look.
    private func isGiven(at url: String) async throws(ServiceError) -> Bool {
        let posted = try await fetch.post(
            url, body: Array("[]".utf8), type: "application/json", limit: Self.longestAnswer)
        if posted.text.contains(Self.words) { return true }
        return try await fetch.get(url, limit: Self.longestAnswer).text.contains(Self.words)
    }

    private static func fault(_ what: String) -> ServiceError { ServiceError(.invalid, "url \(what)") }
}
