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

    private static func sendMail(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        _ = try await tenant.send(try SendCleanMail(tenant, parameters).draft())
        return .init("message have been Queued ...")
    }

    private static func sendTemplate(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        try await sendTemplate(try SendCleanMail(tenant, parameters))
    }

    private static func sendTemplateByQuery(
        _ tenant: Tenant, _ query: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        try await sendTemplate(try SendCleanMail(tenant, query: query))
    }

    private static func sendTemplate(_ mail: SendCleanMail) async throws(ServiceError) -> SendCleanCall.Done {
        let template = try await mail.template()
        _ = try await mail.tenant.send(try mail.draft(of: template))
        return .init("250 Message Queued...")
    }

    private static func sendRaw(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        let user = try parameters.required("smtp_user_name")
        guard let text = try parameters.block("raw_message") else {
            throw parameters.fault("raw_message", "is required")
        }
        _ = try await tenant.send(try SendCleanRawMessage(text).draft(by: user, of: tenant))
        return .init("message have been Queued ...")
    }

    /// How many recipients one answer tells of.
    private static let pageLength = 100

    private static func info(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanMessageInfo {
        let fates = try await tenant.fates(
            ofMessage: try parameters.required("x_unique_id"),
            skipping: try parameters.count("skip_page", from: 0) ?? 0, limit: pageLength)
        return SendCleanMessageInfo(items: fates.map(SendCleanMessageInfo.Item.init))
    }
}
