import ServiceCore
import Store

extension CampaignKind {
    /// A draft like another campaign, whatever has become of that.
    var duplicate: ResourceAction<Campaign> {
        ResourceAction(
            .duplicate,
            form: { campaign in
                FormDescription(
                    title: "Duplicate \(campaign.title)",
                    fields: [
                        FormField(
                            "title", "Title", value: String("\(campaign.title) copy".prefix(200)),
                            isRequired: true)
                    ]
                ).ruled { values throws(ServiceError) in
                    _ = try values.requiredLine("title", "The title", limit: 200)
                }
            },
            perform: { ids, values async throws(ServiceError) in
                let id = try ids.only("One campaign is duplicated at a time.")
                return try await duplicate(id, values)
            })
    }

    private func duplicate(_ id: ResourceID, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let title = try values.requiredLine("title", "The title", limit: 200)
        return try await kind.editor.create(
            reveal: { $0.key.map { [.init("Campaign key", $0, of: title)] } ?? [] },
            isUntouched: { _, campaign in campaign.state == .draft },
            { session in
                let db = session.database
                let original = try kind.editor.loadExisting(db, id.native)
                var copy = Campaign(id: Self.blank.id, account: original.account, title: title)
                (copy.channel, copy.type) = (original.channel, original.type == .ab ? .normal : original.type)
                (copy.subject, copy.html, copy.text) = (original.subject, original.html, original.text)
                (copy.sender, copy.senderName) = (original.sender, original.senderName)
                (copy.smtpUser, copy.isArchived) = (original.smtpUser, original.isArchived)
                let source = try kind.table.rowID(original)
                let native = try insert(
                    copy, FormValues([:]), account: try kind.table.owner(of: original, in: db), in: session)
                try keepOthers(of: source, in: Int64(native) ?? 0, db)
                return native
            })
    }

    /// What no form shows of a campaign, and whom it is for.
    private func keepOthers(of source: Int64, in copy: Int64, _ db: WriteTransaction) throws {
        try CampaignQueries.saveAudience(try CampaignQueries.audience(of: source, in: db), of: copy, in: db)
        try db.execute(
            """
            UPDATE campaign SET reply_to = (SELECT o.reply_to FROM campaign o WHERE o.id = \(source)),
            unknown_policy = (SELECT o.unknown_policy FROM campaign o WHERE o.id = \(source))
            WHERE id = \(copy)
            """)
    }
}
