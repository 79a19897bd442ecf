import Crypto
import Foundation
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

/// One row of what is owed, with all that posting it takes.
struct HookPost: Sendable {
    let id: Int64
    let event: Int64
    let eventTime: Date
    let hook: Int64?
    let url: String
    /// Empty where the URL says it all.
    let body: String
    /// Attempts made before this one.
    let attempts: Int
    let created: Date
    /// The hook's key, or for a postback the account's API key; sealed.
    let sealedKey: Data?
}

/// How one post ended.
struct HookOutcome: Sendable {
    let post: HookPost
    let verdict: HookVerdict
    /// Nil where there was no answer.
    let status: Int?
    /// For people: `500 try later`, or why there was no answer.
    let words: String
    let time: Date
}

/// What an endpoint's answer means for the post.
enum HookVerdict: Sendable, Hashable {
    case done
    /// The endpoint does not want this one, whenever it is asked.
    case stopped
    /// Tried again, not before the time that the endpoint asked for.
    case again(after: Duration?)

    /// The sentence that SendClean asks of its hooks.
    static let phrase = "God bless you, SendClean"

    init(_ answer: FetchAnswer, at now: Date) {
        self =
            switch answer.status {
            case 200...299: .done
            case _ where answer.text.contains(Self.phrase): .done
            case 403, 406, 410: .stopped
            case 429, 503: .again(after: RetryAfter.wait(answer.header("retry-after"), now: now))
            default: .again(after: nil)
            }
    }

    /// A URL that nothing can be sent to is not tried again.
    init(_ failure: ServiceError) { self = failure.code == .invalid ? .stopped : .again(after: nil) }
}

/// How a receiver knows that a post is ours and has not been changed.
enum HookSignature {
    typealias Header = (name: String, value: String)

    /// The event's id and time, and a signature over both and over what is told.
    ///
    /// `X-Sendboard-Signature` is `sha256=` and, in hexadecimal, the HMAC-SHA256 of `ID.TIME.TOLD`; what is told is the
    /// body, or the URL of a GET. The key is the hook's, or for an account's URL its API key. A hook's post carries
    /// SendClean's header besides.
    static func headers(of post: HookPost, key: Secret?) -> [Header] {
        let id = String(post.event)
        let time = post.eventTime.formatted(.iso8601)
        let headers = [("x-sendboard-event-id", id), ("x-sendboard-event-time", time)]
        guard let key else { return headers }
        let told = post.body.isEmpty ? post.url : post.body
        let signed = [("x-sendboard-signature", sha256("\(id).\(time).\(told)", key))]
        return headers + signed + (post.hook == nil ? [] : [sendClean(post.body, key)])
    }

    private static func sha256(_ text: String, _ key: Secret) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: symmetric(key))
        return "sha256=" + Hex.text(Array(code))
    }

    /// HMAC-SHA1 over the raw body, in Base64 (`Providers/SendClean/WIRE.md` §7).
    private static func sendClean(_ body: String, _ key: Secret) -> Header {
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: Data(body.utf8), using: symmetric(key))
        return ("X-SendCleanTES-SIGNATURE", Data(code).base64EncodedString())
    }

    private static func symmetric(_ key: Secret) -> SymmetricKey {
        SymmetricKey(data: Data(key.reveal().utf8))
    }
}
