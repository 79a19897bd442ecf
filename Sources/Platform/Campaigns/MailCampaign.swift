package import ServiceCore
import Store

/// The e-mail campaigns of one account, without their texts and keys.
struct AccountMailCampaigns {
    let db: ReadTransaction
    let account: Int64
    let connection: ConnectionID

    /// In the order of their numbers; nil asks for any.
    func all(type: CampaignType?, numid: Int?) throws -> [MailCampaign] {
        try SQLRow.fetchAll(db, cached: sql(type: type, numid: numid)).map(campaign)
    }

    func sql(type: CampaignType?, numid: Int?) -> SQL {
        """
        SELECT c.id, c.uuid, c.numid, c.title, c.type, c.subject, c.from_address, c.from_name, c.reply_to, u.name
        FROM campaign c LEFT JOIN smtp_user u ON u.id = c.smtp_user
        WHERE c.account = \(account) AND c.numid BETWEEN \(numid ?? 0) AND \(numid ?? .max) AND c.channel = 'email'
        AND (\(type?.rawValue) IS NULL OR c.type = \(type?.rawValue)) ORDER BY c.numid
        """
    }

    private func campaign(_ row: SQLRow) -> MailCampaign {
        MailCampaign(
            id: ResourceID(connection, .campaign, String(row[0] as Int64)), uuid: row[1], numid: row[2],
            title: row[3], type: CampaignType(rawValue: row[4]) ?? .normal, subject: row[5], sender: row[6],
            senderName: row[7], replyTo: row[8], smtpUser: row[9])
    }
}

/// An e-mail campaign as a send by API needs it: who it is from and about what, unless the call says otherwise.
package struct MailCampaign: Sendable {
    package let id: ResourceID
    package let uuid: String
    package let numid: Int
    package let title: String
    package let type: CampaignType
    package let subject: String
    package let sender: String
    package let senderName: String
    package let replyTo: String
    package let smtpUser: String?
}

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
        let kind = CampaignKind(context: context)
        _ = try await kind.kind.editor.perform(kind.keyChange { key }, on: [campaign.id])
    }

    /// Where neither a campaign nor a call names a sender: the account's first approved one, else its own address.
    package func standardSender() async throws(ServiceError) -> String {
        try await context.store.read { [id] db in
            try String.fetchOne(
                db,
                cached: """
                    SELECT coalesce((SELECT coalesce(written, address) FROM sender WHERE account = a.id
                    AND status = 'ready'
                    ORDER BY id LIMIT 1), a.username) FROM account a WHERE a.id = \(id)
                    """) ?? ""
        }
    }
}
