import Platform
import ServiceCore

/// The calls on messages (`Providers/SendClean/WIRE.md` §8).
enum SendCleanMessages {
    static let calls: [String: SendCleanCall] = [
        "messages/sendMail": .post(sendMail), "messages/sendTemplate": .post(sendTemplate),
        "messages/sendTemplateHTTPGet": .get(sendTemplateByQuery), "messages/sendRaw": .post(sendRaw),
        // As the Python client misspells it.
        "messages/senRaw": .post(sendRaw),
        "messages/getMessageInfo": .post(info),
    ]

    private static func sendMail(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        _ = try await call.tenant.send(try SendCleanMail(call.tenant, call.parameters).draft())
        return ["message": "message have been Queued ..."]
    }

    private static func sendTemplate(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        try await sendTemplate(try SendCleanMail(call.tenant, call.parameters))
    }

    private static func sendTemplateByQuery(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject
    {
        try await sendTemplate(try SendCleanMail(call.tenant, query: call.parameters))
    }

    private static func sendTemplate(_ mail: SendCleanMail) async throws(ServiceError) -> JSONObject {
        let template = try await mail.template()
        _ = try await mail.tenant.send(try mail.draft(of: template))
        return ["message": "250 Message Queued..."]
    }

    private static func sendRaw(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let user = try call.parameters.required("smtp_user_name")
        guard let text = try call.parameters.block("raw_message") else {
            throw call.parameters.fault("raw_message", "is required")
        }
        _ = try await call.tenant.send(
            try await SendCleanRawMessage(text).draft(by: user, of: call.tenant))
        return ["message": "message have been Queued ..."]
    }

    /// How many recipients one answer tells of.
    private static let pageLength = 100

    private static func info(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let fates = try await call.tenant.fates(
            ofMessage: try call.parameters.required("x_unique_id"),
            skipping: try call.parameters.count("skip_page", from: 0) ?? 0, limit: pageLength)
        return ["message_data": fates.map(item)]
    }

    /// What became of the message for one recipient.
    private static func item(_ fate: MessageFate) -> JSONObject {
        [
            "subject": fate.subject, "sender": fate.sender, "email": fate.address,
            // The machine that the message left from; none ever leaves a sandbox's.
            "sendFrom": "127.0.0.1",
            "mailSize": fate.size, "attchSize": fate.attachmentSize, "status": word(fate.outcome),
            "time": SendCleanForm.milliseconds(fate.time),
            "open": fate.opens.count, "openData": visits(fate.opens),
            "click": fate.clicks.count, "clickData": visits(fate.clicks),
        ]
    }

    private static func word(_ outcome: MessageFate.Outcome) -> String {
        switch outcome {
        case .sent: "send"
        case .delivered: "delivered"
        case .softBounce: "soft_bounce"
        case .hardBounce: "hard_bounce"
        case .complaint: "spam"
        case .open: "open"
        case .click: "click"
        }
    }

    /// Three lists of one length: the n-th visit is the n-th item of each.
    private static func visits(_ visits: [MessageFate.Visit]) -> JSONObject {
        [
            "ip": visits.map(\.ip), "ua": visits.map(\.agent),
            "time": visits.map { SendCleanForm.milliseconds($0.time) },
        ]
    }
}
