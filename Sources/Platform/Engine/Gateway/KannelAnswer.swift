import ServiceCore

/// What Kannel's `sendsms` answered, sorted: its status and the sentence of its body.
///
/// `0: Accepted for delivery` and `3: Queued for later delivery` come with 202; older versions say `Sent.`.
enum KannelAnswer {
    /// Who may not log in hears the same status as who names a number that has no way.
    private static let unauthorized = "authorization failed"
    private static let taken = ["0:", "3:", "sent."]

    static func reply(status: Int, body: String) -> RelayReply {
        let words = RelayWords.kept(body).trimmingBlanks
        let lower = words.lowercased()
        switch status {
        case 200..<300:
            if taken.contains(where: lower.hasPrefix) { return RelayReply(.gateway, status, nil, words) }
            // It may be a page of whatever stands between; nobody can tell whether the text went on.
            return RelayReply(.gateway, 0, nil, "\(status), and not in Kannel's words: \(words.prefix(100))")
        case 403 where lower.hasPrefix(unauthorized): return RelayReply(.gateway, 401, nil, words)
        // What stands between has asked the gateway and heard nothing.
        case 502, 504: return RelayReply(.gateway, 0, nil, "\(status) \(words.prefix(100))")
        default: return RelayReply(.gateway, status, nil, String(words.prefix(200)))
        }
    }
}

extension ReplyClass {
    /// The class of a gateway's answer by its HTTP status (RFC 9110, section 15).
    static func gateway(_ code: Int) -> ReplyClass {
        switch code {
        case 0: .lost
        case 200..<300: .accepted
        // The address or the log-in is wrong, it is out of credit or has no time: the same for every message.
        case 100..<200, 300..<400, 401, 402, 404, 405, 407, 408, 410, 429, 503: .relayFault
        case 400..<500: .messageRefused
        default: .messageDeferred
        }
    }
}

extension RelayReply {
    /// Codes of a gateway stand in the journal apart from those of a relay, which mean the opposite.
    private static let journalShift = 1000

    var journalCode: Int { stage == .gateway ? Self.journalShift + code : code }

    /// What the journal knows of an answer.
    init(journalCode code: Int, _ text: String) {
        let isGateway = code >= Self.journalShift
        self.init(isGateway ? .gateway : .data, isGateway ? code - Self.journalShift : code, nil, text)
    }
}
