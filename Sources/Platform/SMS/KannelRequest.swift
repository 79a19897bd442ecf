import SMTP
import ServiceCore

/// One text message as Kannel's `sendsms` is asked to send it.
///
/// - Source: the user's guide of Kannel 1.4.5, “Using HTTP interface for sending SMS”, and what that version was seen to do.
struct KannelRequest: Sendable {
    var from = ""
    /// E.164 with its plus.
    var to = ""
    var text = OutgoingText("", .smsPlain)
    /// Where it is to tell what became of the message; nil where nobody would hear it.
    var receiptURL: String?

    /// Everything that a message may come to: 1 delivered, 2 failed, 4 buffered, 8 and 16 taken or refused by the centre.
    private static let allReceipts = 31

    /// Path and query; it holds the password and is written to the gateway alone.
    func target(of gateway: GatewayAddress, password: Secret?) -> String {
        Self.target(of: gateway, password, parameters)
    }

    /// A question that sends nothing: without a number every gateway refuses it, and whoever may not log in sooner.
    static func trial(of gateway: GatewayAddress, password: Secret?) -> String {
        target(of: gateway, password, [])
    }

    private static func target(
        of gateway: GatewayAddress, _ password: Secret?, _ parameters: [(String, String)]
    ) -> String {
        var all: [(String, String)] = []
        if let user = gateway.user { all.append(("username", user)) }
        if let password { all.append(("password", password.reveal())) }
        return gateway.path + "?"
            + (all + parameters).map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(separator: "&")
    }

    private var parameters: [(String, String)] {
        let isUCS2 = SMSText(text.text, type: text.type).alphabet == .ucs2
        var parameters = [
            ("from", from), ("to", to), ("charset", "UTF-8"), ("coding", isUCS2 ? "2" : "0"),
            ("text", text.text),
        ]
        // Shown at once and not kept.
        if text.type == .smsFlash { parameters.append(("mclass", "0")) }
        if let receiptURL {
            parameters += [("dlr-mask", String(Self.allReceipts)), ("dlr-url", receiptURL)]
        }
        return parameters
    }
}
