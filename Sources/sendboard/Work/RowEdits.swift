import ServiceCore

/// What a command does to rows: `KIND create`, `edit`, `delete` here, the actions and edits of several beside it.
struct RowEdits {
    let access: KindAccess
    let filling: FormFilling
    let answer: Answer
    /// How the times that the person types are read.
    let time: TimeReading
    /// Takes the receipt of what was done, row by row; nil where none is wanted.
    var keep: (@Sendable (Receipt) async throws(ServiceError) -> Void)?

    func create() async throws(ServiceError) -> EditResult {
        let (_, operations) = try access.only()
        guard let create = operations.operations.create else { throw cannot("made") }
        let form = try await create.form(nil)
        let values = try await filled(form)
        let remarks = try await filling.remarks(on: form, values) + instants(form, values)
        let audience = try create.recipients?(values).words.map { " to \($0)" } ?? ""
        try answer.confirm(
            create.confirmation(values), doing: "“\(form.title)”\(audience)", facts: form.notes + remarks)
        return EditResult(try await create.submit(nil, values).adding(remarks))
    }

    func edit(_ key: String) async throws(ServiceError) -> EditResult {
        try require("edited") { $0.update != nil }
        let found = try await access.find(key)
        guard let update = found.operations.operations.update else { throw cannot("edited", found.row) }
        let form = try await update.form(found.row)
        try requireFields(of: form)
        let values = try await filled(form)
        let remarks = try await filling.remarks(on: form, values) + instants(form, values)
        let draft = ReceiptDraft("edit", DryRun(changing: [found.row]))
        return try await carryOut([], of: 1, false, found.operations, draft) {
            () async throws(ServiceError) in
            try await update.submit(found.row, values).adding(remarks)
        }
    }

    /// - Throws: `.invalid` with what there is where nothing was said.
    func requireFields(of form: FormDescription) throws(ServiceError) {
        guard filling.assignments.isEmpty, filling.password == nil else { return }
        let fields = form.fields.filter { $0.kind != .fixed }.map { "\($0.id)=" }
        throw ServiceError(
            .invalid, "Say what to change.",
            hint: fields.isEmpty ? "Nothing of it can." : "Fields: \(fields.joined(separator: " "))")
    }

    /// - Parameter keepsGoing: deletes the others where some are not there.
    func delete(_ keys: [String], keepsGoing: Bool = false) async throws(ServiceError) -> EditResult {
        try require("deleted") { $0.delete != nil }
        let (operations, rows, absent) = try await access.findAll(keys)
        let problems = absent.map(\.error)
        try problems.check(
            of: keys.count, operations.schema.words, isAnyLeft: true, keepsGoing: keepsGoing)
        guard let delete = operations.operations.delete else { throw cannot("deleted", rows[0]) }
        var what = "deleting \(Self.names(rows, operations.schema))"
        if rows.count == 1, let consequence = try await delete.consequence?(rows[0]) {
            what += " \(consequence)"
        }
        let isFinal = try await delete.restoration(of: rows).finality != nil
        let asked = Confirmation.strictest(of: rows.map(delete.confirmation), count: rows.count)
        try answer.confirm(asked, count: rows.count, of: rows, doing: what, isFinal: isFinal)
        let ids = rows.map(\.id)
        let draft = ReceiptDraft("delete", DryRun(changing: rows), others: absent.lines, removes: true)
        return try await carryOut(problems, of: keys.count, keepsGoing, operations, draft) {
            () async throws(ServiceError) in try await delete.perform(ids)
        }
    }

    /// Does something to several rows, whatever it is.
    ///
    /// - Parameter problems: of the rows that are left out.
    /// - Throws: where nothing was done, what came of each.
    func carryOut(
        _ problems: [ServiceError], of count: Int, _ keepsGoing: Bool, _ operations: RowOperations,
        _ draft: ReceiptDraft, _ edit: () async throws(ServiceError) -> EditOutcome
    ) async throws(ServiceError) -> EditResult {
        let words = operations.schema.words
        let result = await Result { () async throws(ServiceError) in
            try await Asking.keepingGoing(keepsGoing, edit)
        }
        // That it cannot be written down takes nothing back: what was done is told first.
        let unkept = await kept(draft.receipt(result, at: time.now))
        switch result {
        case .success(let outcome):
            return EditResult(outcome, without: problems, of: count, words, unkept: unkept)
        case .failure(let error):
            let all = problems + (error.shortfall?.problems ?? [error])
            throw all.together(
                of: error.shortfall.map { $0.count + problems.count } ?? count, words, "so nothing was done")
                ?? error
        }
    }

    /// - Returns: why the receipt could not be kept; nil where it is, or where none is wanted.
    private func kept(_ receipt: Receipt) async -> ServiceError? {
        do throws(ServiceError) {
            try await keep?(receipt)
            return nil
        } catch {
            return error
        }
    }

    /// Asks as for any message, whatever sends it.
    func confirmSending(
        to audience: MessageAudience, by rows: [Row], _ what: String, _ notes: [String]
    ) throws(ServiceError) {
        let recipients = audience.words ?? NumberText.counted(audience.count, "recipient")
        try answer.confirm(
            .sending(to: audience.count, by: rows), count: audience.count, of: rows, doing: what,
            isFinal: true,
            facts: ["It goes to \(recipients)."] + audience.remarks.map(\.sentence) + notes)
    }

    /// The form's values with every time written out as it was understood, and nothing wrong that the form can know.
    func filled(_ form: FormDescription) async throws(ServiceError) -> FormValues {
        let typed = try await filling.inserting(into: try filling.values(for: form), of: form)
        let values = form.settled(typed, now: time.now, reader: time.zone)
        try form.rules?.check(values)
        return values
    }

    /// The instants of the times that were typed, to be told with the outcome.
    private func instants(_ form: FormDescription, _ values: FormValues) -> [String] {
        filling.assignments.compactMap { assignment in
            guard let field = form[assignment.name], case .date = field.kind, let text = values.text(field.id)
            else { return nil }
            return "\(field.label): \(text)"
        }
    }

    func form(of action: ResourceAction<Row>, _ row: Row) async throws(ServiceError)
        -> FormDescription
    {
        try await action.form?(row) ?? FormDescription(title: action.title, fields: [])
    }

    static func names(_ rows: [Row], _ schema: ResourceSchema) -> String {
        rows.count == 1
            ? "\(schema.words.singular) “\(rows[0].name)”"
            : NumberText.counted(rows.count, schema.words.singular, schema.words.plural)
    }

    /// Says what cannot be done before anything is looked up.
    func require(
        _ what: String, _ isThere: (ResourceOperations<Row>) -> Bool
    ) throws(ServiceError) {
        guard try access.served().contains(where: { isThere($0.operations.operations) }) else {
            throw cannot(what)
        }
    }

    /// An operation that is not there, because the platform lacks it or the connection is read-only.
    ///
    /// - Parameter row: what it was meant for, where that was looked up; another connection may allow it.
    func cannot(_ what: String, _ row: Row? = nil) -> ServiceError {
        if let id = row?.id.connection, access.workspace[id]?.isReadOnly == true {
            return .readOnlyConnection(id)
        }
        let words = (try? access.schema().words.plural) ?? access.kind.commandName
        if areAllReadOnly { return .readOnlyConnection }
        return ServiceError(.unsupported, "\(words.capitalizedFirst) cannot be \(what) on this platform.")
    }

    /// Whether no connection that serves the kind may be written to.
    private var areAllReadOnly: Bool {
        (try? access.served())?.allSatisfy(\.connection.isReadOnly) ?? access.workspace.isReadOnly
    }

    func unknown(_ name: String, _ known: [String]) -> ServiceError {
        if areAllReadOnly, KindCommands.verbs(of: access.kind).contains(name) {
            return .readOnlyConnection
        }
        return ServiceError(
            .invalid, "\(access.kind.commandName) has no verb “\(name)”.",
            hint: NearestName.hint(for: name, among: known, else: "Verbs"))
    }
}

extension EditOutcome {
    func adding(_ findings: [String]) -> EditOutcome {
        var outcome = self
        outcome.findings += findings
        return outcome
    }
}

extension ResourceOperations {
    /// What the command line can do with them, in words.
    var verbs: [String] {
        let common: [(String, Bool)] = [
            ("list", list != nil), ("show", find != nil), ("create", create != nil), ("edit", update != nil),
            ("delete", delete != nil),
        ]
        return common.filter(\.1).map(\.0) + actions.map(\.name)
    }
}
