package import ServiceCore
import Store

/// E-mail campaigns by their numbers, as DMDS knows them.
extension Tenant {
    /// In the order of their numbers; nil asks for any.
    package func mailCampaigns(
        type: CampaignType? = nil, numid: Int? = nil
    ) async throws(ServiceError) -> [MailCampaign] {
        try await context.store.read { db in
            try AccountMailCampaigns(db: db, account: id, connection: context.connection)
                .all(type: type, numid: numid)
        }
    }

    /// The key under which a campaign of type `api` takes mail by SMTP.
    package func key(of campaign: MailCampaign) async throws(ServiceError) -> Secret? {
        try await campaigns.find(id: campaign.id.native)?.key
    }

    /// Gives a campaign of type `api` this key in place of its own.
    ///
    /// - Throws: `.notFound` where it is gone or another's; `.refused` for another type; `.conflict` where a
    ///   campaign has this key.
    package func setKey(_ key: Secret, of campaign: MailCampaign) async throws(ServiceError) {
        guard try await campaigns.find(id: campaign.id.native) != nil else {
            throw ServiceError(.notFound, "The campaign is gone.")
        }
        let kind = CampaignKind(context)
        _ = try await kind.kind.editor.perform(kind.keyChange { key }, on: [campaign.id])
    }

    /// Where neither a campaign nor a call names a sender.
    package func standardSender() async throws(ServiceError) -> String {
        try await context.store.read { db in try AccountSenders(db: db, account: id).standard() }
    }
}
