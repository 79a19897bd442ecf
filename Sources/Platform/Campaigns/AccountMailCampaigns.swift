import ServiceCore
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
