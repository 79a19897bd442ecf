import ServiceCore
import Store

/// The templates of an account in a campaign's form: the one that is chosen fills subject, HTML and text.
struct TemplateInsertion: Sendable {
    let context: PlatformContext

    /// By their names; of all accounts where none is named.
    static func names(of account: Int64? = nil, in db: ReadTransaction) throws -> [String] {
        try String.fetchAll(
            db,
            """
            SELECT DISTINCT name FROM template WHERE \(account) IS NULL OR account = \(account) ORDER BY name
            """)
    }

    /// The same form with a line to choose one of these, where there are any.
    func offered(in form: FormDescription, _ names: [String]) -> FormDescription {
        guard !names.isEmpty, let place = form.fields.firstIndex(where: { $0.id == "type" }) else {
            return form
        }
        var offering = form
        offering.fields.insert(
            FormField(
                "template", "Template", .choice([""] + names),
                help: "Fills subject, HTML and text below, which can be changed then."), at: place + 1)
        offering.insertion = FormInsertion("template") { values async throws(ServiceError) in
            try await context.store.read { db in try Self.texts(values, in: db) }
        }
        return offering
    }

    private static func texts(_ values: FormValues, in db: ReadTransaction) throws -> [FieldID: String] {
        guard let name = values.text("template") else { return [:] }
        let owner = values.text("account") ?? ""
        guard let account = try AccountQueries.rowID(byKey: owner, in: db) else {
            throw ServiceError(.invalid, "Choose the account first.", field: "account")
        }
        let row = try SQLRow.fetchOne(
            db, "SELECT subject, html, text FROM template WHERE account = \(account) AND name = \(name)")
        guard let row else {
            throw ServiceError(
                .invalid, "\(owner) has no template “\(name)”.", hint: "Choose another, or none.",
                field: "template")
        }
        let type = values.text("type").flatMap { CampaignType(rawValue: $0) } ?? .normal
        if type.channel == .sms { return ["text": row[2]] }
        let subject: [FieldID: String] = (row[0] as String).isEmpty ? [:] : ["subject": row[0]]
        return subject.merging(["html": row[1], "text": row[2]]) { $1 }
    }
}
