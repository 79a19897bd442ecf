import Crypto
import Foundation
import ServiceCore

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
