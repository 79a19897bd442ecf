import Platform
import ServiceCore

/// The four sends: to one or many, the page within the call or at a URI (§8).
enum DMDSSends {
    static let routes = [
        DMDSRoute("envio/send_one_inline", handlers: ["POST": send(isMany: false, isInline: true)]),
        DMDSRoute("envio/send_many_inline", handlers: ["POST": send(isMany: true, isInline: true)]),
        DMDSRoute("envio/send_one_uri", handlers: ["POST": send(isMany: false, isInline: false)]),
        DMDSRoute("envio/send_many_uri", handlers: ["POST": send(isMany: true, isInline: false)]),
    ]

    /// In bytes; mail clients cut off pages that are much smaller.
    private static let longestPage = 10 << 20

    private static func send(isMany: Bool, isInline: Bool) -> DMDSRoute.Handler {
        { call async throws(ServiceError) in
            let reading = try SendReading(call.fields, isMany: isMany, isInline: isInline)
            let draft = try await draft(reading, call)
            let receipt = try await call.tenant.send(draft, making: reading.recipients.map(\.contact))
            return .ok(["sent": receipt.accepted, "eeid": receipt.batch])
        }
    }

    private static func draft(_ reading: SendReading, _ call: DMDSCall) async throws(ServiceError)
        -> MailDraft
    {
        let campaign = try await DMDSCampaigns.api(reading.campaign, of: call.tenant)
        var draft = MailDraft(
            from: try await sender(reading, campaign, call.tenant), people: reading.people, source: "dmds")
        draft.fromName = reading.senderName ?? campaign.senderName
        draft.replyTo = reading.replyTo ?? (campaign.replyTo.isEmpty ? nil : campaign.replyTo)
        draft.subject = reading.subject ?? campaign.subject
        draft.html = try await page(reading.page, call)
        draft.attachments = reading.attachments
        // Every message of an account may refer to its global variables (§11).
        draft.isTemplate = true
        draft.smtpUser = campaign.smtpUser
        draft.campaign = campaign.id
        draft.batch = reading.batch
        draft.keepsArchive = reading.archives
        draft.requiresApprovedSender = false
        draft.copiesWithEach = true
        return draft
    }

    /// The call's, else the campaign's, else the account's.
    private static func sender(
        _ reading: SendReading, _ campaign: MailCampaign, _ tenant: Tenant
    ) async throws(ServiceError) -> String {
        var sender = reading.sender ?? campaign.sender
        if sender.isEmpty { sender = try await tenant.standardSender() }
        guard try await tenant.allowsSender(sender, requiresApproval: false) else {
            throw ServiceError(.invalid, "the remitente \(sender) is not of an allowed domain")
        }
        return sender
    }

    private static func page(_ page: SendReading.Page, _ call: DMDSCall) async throws(ServiceError) -> String
    {
        switch page {
        case .inline(let html): html
        case .uri(let uri): try await fetched(uri, call.fetch)
        }
    }

    /// What is no UTF-8 may look wrong, but is sent (§8).
    private static func fetched(_ uri: String, _ fetch: GuardedFetch) async throws(ServiceError) -> String {
        let answer: FetchAnswer
        do throws(ServiceError) {
            answer = try await fetch.get(uri, limit: longestPage)
        } catch {
            // Whatever is wrong there, the call is what has to be mended.
            throw ServiceError(.invalid, "the uri cannot be read: \(error.message)")
        }
        guard answer.status == 200 else {
            throw ServiceError(.invalid, "the uri cannot be read: it answers \(answer.status)")
        }
        return answer.text
    }
}

extension SendReading {
    var people: [MailDraft.Person] {
        recipients.map { MailDraft.Person(.to, $0.email, name: Self.fullName([$0.firstName, $0.lastName])) }
            + copies
    }
}

extension SendReading.Recipient {
    /// The contact that is made of who is none.
    var contact: ContactChange {
        var contact = ContactChange(email)
        contact.values = FormValues(["first_name": firstName, "last_name": lastName])
        return contact
    }
}
