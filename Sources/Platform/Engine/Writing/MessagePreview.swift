import FoundationEssentials
import Mail
import ServiceCore
import Store

/// A campaign's message as a person would get it, written by what writes it in the launch; nothing is sent or kept.
struct MessagePreview: Sendable {
    let context: PlatformContext
    private static let messageID = "<given when it is sent>"

    var preview: ResourceAction<Campaign> {
        ResourceAction(
            .preview,
            form: { campaign async throws(ServiceError) in
                let first = try await context.store.read { db in
                    try row(campaign.id, in: db).firstPerson(in: db) ?? ""
                }
                let what = campaign.channel == .sms ? "number" : "address"
                return FormDescription(
                    title: "Preview \(campaign.title)",
                    fields: [
                        FormField(
                            "to", "Person", value: first, isRequired: true,
                            help: "Of the audience, or any other \(what).")
                    ])
            },
            perform: { ids, values async throws(ServiceError) in
                let id = try ids.only("One message is shown at a time.")
                return try await show(id, values)
            })
    }

    private func show(_ id: ResourceID, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let now = context.clock()
        return try await context.store.read { db in
            let campaign = try row(id, in: db)
            let typed = try AudienceSpec.typed(
                try values.required("to", "The person"), campaign.channel, field: "to")
            guard let person = typed.first, typed.count == 1 else {
                throw ServiceError(.invalid, "A message is shown for one person.", field: "to")
            }
            let stop = try AudienceSpec.stops(
                [person], campaign.channel, account: campaign.account,
                isSenderApproved: try SenderFacts.isApproved(
                    campaign.message.from, campaign.channel, account: campaign.account, in: db), in: db)
            let standing =
                (try campaign.senderRefusal(in: db)).map { [$0.message] }
                ?? stop[0].map { ["It would not go out now: \($0)."] } ?? []
            let lines =
                campaign.channel == .sms
                ? Self.lines(text: campaign) : try lines(mail: campaign, to: person, at: now, in: db)
            var outcome = EditOutcome(
                "\(campaign.title) to \(person)", findings: standing + lines, isEdit: false)
            outcome.isPage = true
            return outcome
        }
    }

    private func row(_ id: ResourceID, in db: ReadTransaction) throws -> CampaignRow {
        guard let native = Int64(id.native), let row = try CampaignRow.find(native, in: db) else {
            throw ServiceError(.notFound, "The campaign is gone.", hint: "Refresh the list.")
        }
        return row
    }

    private func lines(
        mail campaign: CampaignRow, to address: String, at now: Date, in db: ReadTransaction
    ) throws -> [String] {
        if let refusal = campaign.contentRefusal { throw refusal }
        let queries = MailSourceQueries(db: db)
        var source = MailSource(submission: 0, message: campaign.message, date: now)
        (source.html, source.text) = (try campaign.htmlText(in: db), try campaign.plainText(in: db))
        source.variables = try queries.variables(of: campaign.account)
        source.campaign = campaign.id
        source.setup = try SenderSetup(of: campaign.message.from, account: campaign.account, in: db)
        let composer = MailComposer(source, context.vault)
        let person = try queries.person(address, of: campaign.account)
        let mail = composer.write(to: person, messageID: Self.messageID)
        let (html, text) = composer.texts(for: person)
        let empty = composer.emptyFields(for: person).map { "{{\($0)}} is empty for \(address)." }
        return empty + ["Size: \(NumberText.counted(mail.bytes.count, "byte"))", ""]
            + Self.section("Headers", Self.head(of: mail))
            + (text.isEmpty ? [] : Self.section("Text", text))
            + (html.isEmpty
                ? []
                : Self.section(
                    text.isEmpty ? "HTML as text, which is its text" : "HTML as text", TextFromHTML.text(html)
                ))
    }

    /// The headers as they go out, up to the line that ends them.
    private static func head(of mail: WrittenMail) -> String {
        let text = String(decoding: mail.bytes, as: UTF8.self)
        return text.firstRange(of: "\r\n\r\n").map { String(text[..<$0.lowerBound]) } ?? text
    }

    private static func lines(text campaign: CampaignRow) -> [String] {
        let text = SMSText(campaign.text, type: campaign.type)
        return [
            "From: \(campaign.message.from)",
            "Size: \(NumberText.counted(text.parts, "part")) of \(text.alphabet.rawValue), \(NumberText.counted(text.length, "character"))",
            "",
        ] + Self.section("Text", campaign.text)
    }

    private static func section(_ title: String, _ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        return ["— \(title) —"] + (lines.last == "" ? lines.dropLast() : lines[...]) + [""]
    }
}

extension CampaignRow {
    /// The first that its audience names; nil where it names nobody.
    func firstPerson(in db: ReadTransaction) throws -> String? {
        guard let source = try AudienceSource(audience, account: account, channel: channel, in: db) else {
            return audience.addresses?.first
        }
        let start: Int64 = -1
        guard let end = try source.endOfChunk(after: start, through: .max, size: 1, in: db) else {
            return nil
        }
        let people = source.people(after: start, through: end, isSenderApproved: true)
        return try String.fetchOne(
            db, "SELECT coalesce(written, address) FROM (\(people)) AS person LIMIT 1")
    }
}
