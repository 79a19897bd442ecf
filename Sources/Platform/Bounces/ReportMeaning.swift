import Mail
import ServiceCore

/// What a report on one recipient comes to: what happened, in which words, and the mark by which it is recorded once.
struct ReportMeaning: Sendable, Hashable {
    let event: LaterEvent
    var detail: EventDetail
    /// `failed 5.1.1`
    let mark: String

    /// Nil for what changes nothing: a server that passes a message on and tells no more.
    init?(_ report: RecipientReport) {
        let reply = RelayReply(.rcpt, report.code ?? 0, report.status, report.text)
        detail = EventDetail(code: report.code, enhanced: report.status, text: reply.line)
        detail.tallied = Self.impersonal(reply).line
        switch report.action {
        case .failed:
            let cause = Self.cause(of: report)
            event = .cameBack(cause)
            detail.rule = Self.rule(cause)
        case .delayed: (event, detail.rule) = (.delayed, "delayed")
        case .delivered: event = .arrived
        case .relayed, .expanded: return nil
        }
        mark = "\(report.action.rawValue) \(report.status ?? "")"
    }

    /// Nil for what is no complaint (RFC 5965 §7.3, RFC 6591).
    init?(_ report: FeedbackReport) {
        switch report.type {
        case "abuse", "fraud", "virus": event = .complained
        case "opt-out", "opt-out-list": event = .unsubscribed
        default: return nil
        }
        detail = EventDetail(rule: report.type)
        mark = report.type
    }

    /// The table of replies, read as if the last server had said it to our own RCPT.
    private static func cause(of report: RecipientReport) -> LaterEvent.ReturnCause {
        let isVague = report.status?.hasSuffix(".0.0") ?? true
        // Given up after days, or nothing told but that it failed.
        let isTemporary =
            report.status?.first == "4" || (report.code ?? 550) < 500 || isVague && report.code == nil
        if isTemporary { return .temporary }
        let reply = RelayReply(.rcpt, report.code ?? 550, isVague ? nil : report.status, report.text)
        return switch ReplyClass(reply) {
        case .personRefused: .noSuchPerson
        case .personSoft, .personDeferred: .temporary
        default: .policy
        }
    }

    private static func rule(_ cause: LaterEvent.ReturnCause) -> String {
        switch cause {
        case .noSuchPerson: "mailbox unknown"
        case .temporary: "temporary"
        case .policy: "policy"
        }
    }

    /// Without the addresses in it: replies are counted by their words.
    private static func impersonal(_ reply: RelayReply) -> RelayReply {
        var plain = reply
        plain.text = RelayWords.withoutAddresses(reply.text)
        return plain
    }
}
