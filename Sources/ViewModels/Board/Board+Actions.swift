import ServiceCore

extension Board {
    /// The rows an action is meant for: in a detail its row, in a table the marked rows or the one at hand.
    var targets: [Row] {
        if let detail = currentDetail { return [detail.row] }
        return currentTable?.table.targets ?? []
    }

    /// The row under the cursor.
    var primaryRow: Row? {
        currentDetail?.row ?? currentTable?.table.selected ?? targets.first
    }

    func operations(for row: Row) -> RowOperations? {
        workspace[row.id.connection]?.resources[row.id.kind]
    }

    /// Whether the row is of somebody else's platform.
    func isHosted(_ row: Row) -> Bool { workspace[row.id.connection]?.isHosted == true }

    /// Carries out, of these actions, the first that any row that is meant allows.
    func perform(_ actions: [String]) { perform(actions, on: targets) }

    /// Sets all rows to one value; where some are so already it is said before.
    func perform(_ names: [String], on rows: [Row]) {
        guard let first = rows.first, let kind = source(of: first.id.kind) else { return }
        let wishes = kind.wishes(of: names, for: rows)
        guard wishes.isEmpty else { return askWish(wishes, for: rows) }
        guard let action = kind.action(of: names, for: rows) else {
            return explain(names.lazy.compactMap { kind.action($0) }.first, first)
        }
        begin(action, onAllowedOf: rows)
    }

    private func begin(_ action: ResourceAction<Row>, onAllowedOf rows: [Row]) {
        let dryRun = action.dryRun(on: rows)
        // Of a list that was pasted it is said in any case: nobody has seen its rows.
        let statement = dryRun.statement(action.title) ?? (areTargetsListed ? dryRun.sentence : nil)
        let remarks = [unseenTargets(among: rows), statement].compactMap(\.self)
        let details = dryRun.refusals.prefix(Self.namedRefusals).map { row, reason in
            DetailLine.field("cannot", "\(row.name): \(reason)", .warning)
        }
        begin(action, on: dryRun.changing, remarks, details, receiptDraft(action.title, dryRun))
    }

    /// As many rows that cannot be changed as a question names; the receipt has all.
    private static let namedRefusals = 50

    /// Nobody knows which way a toggle of these rows would go, so that the person says which is meant.
    private func askWish(_ wishes: [ResourceAction<Row>], for rows: [Row]) {
        let items = wishes.map { ChoiceState.Item($0.name, $0.title) }
        choose("\(rows.named): it is not known; which?", of: items) { [weak self] name in
            wishes.first { $0.name == name }.map { self?.begin($0, onAllowedOf: rows) }
        }
    }

    private func explain(_ action: ResourceAction<Row>?, _ row: Row) {
        guard let action else { return notify("This connection cannot do that.", level: .warning) }
        action.availability(row).obstacle.map { notify("\(action.title): \($0)", level: .warning) }
    }

    /// Asks what must be asked, then does it; the ids are those of this moment.
    ///
    /// - Parameters:
    ///   - remarks: what must be known before, such as rows that are left as they are.
    ///   - refusals: the rows that it cannot be done to, with why.
    private func begin(
        _ action: ResourceAction<Row>, on rows: [Row], _ remarks: [String], _ refusals: [DetailLine],
        _ draft: ReceiptDraft?
    ) {
        guard let form = action.form else { return confirm(action, on: rows, remarks, refusals, draft) }
        // The row that asks most says what must be asked for all.
        let strictest = rows.max { action.confirmation($0).level < action.confirmation($1).level } ?? rows[0]
        waitForDialog { [weak self] () async throws(ServiceError) in
            var description = try await form(strictest)
            guard let self else { return }
            // The form is of one row; its title names all that are meant.
            if rows.count > 1 { description.title = action.title(on: rows) }
            if description.fields.isEmpty { return confirm(action, on: rows, remarks, refusals, draft) }
            let final = action.effect == .irreversible ? [Self.finalSentence] : []
            let level = action.confirmation(of: rows)
            var session = FormSession(
                state: FormState(description.noting(remarks + final)),
                target: "\(action.title): \(rows.named) on \(rows[0].id.connection)", targetCount: rows.count,
                does: action.verb, asking: { _ in level },
                recount: action.recipients.map { Self.recount(rows, called: action.title, $0) }
            ) { values async throws(ServiceError) in try await Self.perform(action, on: rows, values) }
            session.receipt = draft
            session.state.changesNothing = action.effect == .check && level.level == 0 && remarks.isEmpty
            present(session)
        }
    }

    private func confirm(
        _ action: ResourceAction<Row>, on rows: [Row], _ remarks: [String], _ refusals: [DetailLine],
        _ draft: ReceiptDraft?
    ) {
        let level = action.confirmation(of: rows)
        let details =
            refusals + (action.effect == .irreversible ? [.sentence(Self.finalSentence, .warning)] : [])
        let noun = rows[0].schema.words.singular
        let help = rows.count == 1 ? action.help : action.help.replacing("the \(noun)", with: "each \(noun)")
        confirm(
            remarks.isEmpty ? level : level.atLeastYesNo, title: "\(action.title(on: rows))?",
            verb: action.verb, rows: rows, help: help, remarks: remarks, details: details
        ) { [weak self] in
            self?.carryOut(leaving: draft) { () async throws(ServiceError) in
                try await Self.perform(action, on: rows, FormValues())
            }
        }
    }

    private static func perform(
        _ action: ResourceAction<Row>, on rows: [Row], _ values: FormValues
    ) async throws(ServiceError) -> EditOutcome {
        var outcome = try await action.perform(rows.map(\.id), values)
        if action.effect == .check { outcome.isEdit = false }
        return outcome
    }

    /// What a question about something that cannot be taken back says.
    static let finalSentence = "This cannot be taken back."
    /// The same of what goes out.
    static let sentSentence = "What is sent cannot be taken back."

    /// Asks at the level given and then acts; at level 0 acts at once.
    func confirm(
        _ confirmation: Confirmation, title: String, verb: String, rows: [Row], help: String = "",
        remarks: [String], details: [DetailLine],
        then act: @escaping @MainActor () -> Void
    ) {
        guard confirmation != .none else { return act() }
        var lines = remarks.map { DetailLine.sentence($0, .warning) }
        if !help.isEmpty { lines.append(.sentence(help)) }
        lines += rows.prefix(8).map { DetailLine.field($0.schema.words.singular, $0.name) }
        if rows.count > 8 { lines.append(.sentence("and \(NumberText.grouped(rows.count - 8)) more")) }
        let state = ConfirmState(
            title: title, lines: lines + details, confirmation: confirmation, targetCount: rows.count,
            verb: verb)
        present(.confirm(state, onYes: act), called: title)
    }

    /// Runs an edit and shows what came of it.
    ///
    /// - Parameter draft: of the receipt that it leaves, nil where it leaves none.
    func carryOut(
        leaving draft: ReceiptDraft? = nil,
        _ edit: @escaping @MainActor () async throws(ServiceError) -> EditOutcome
    ) {
        waitInTurn { [weak self] () async throws(ServiceError) in
            do throws(ServiceError) {
                let outcome = try await edit()
                self?.finish(outcome, draft)
            } catch {
                self?.noteLost(error)
                self?.keepReceipt(draft, of: .failure(error))
                throw error
            }
        }
    }

    /// Shows an edit's outcome: fresh rows, a notice with `u`, secrets that it made; and keeps its receipt.
    func finish(_ outcome: EditOutcome, _ draft: ReceiptDraft? = nil) {
        show(outcome.rows + outcome.lost.flatMap(\.doubted))
        if !outcome.gone.isEmpty { forget(Set(outcome.gone)) }
        undoList.note(outcome)
        refreshWhyPages()
        followAgain(outcome.rows)
        readTrailPages()
        keepReceipt(draft, of: .success(outcome))
        if outcome.isPage { openText(outcome) } else { tell(outcome, hasReceipt: draft != nil) }
        if !outcome.revealed.isEmpty { dialogs.reveal(outcome) }
    }

    /// What came of an edit; `:notices` has in full what a check found.
    private func tell(_ outcome: EditOutcome, hasReceipt: Bool) {
        let next = outcome.reversal != nil ? "u undo" : outcome.isAsWished ? "" : ":notices tells all"
        let hint = [next, hasReceipt ? ":receipt" : ""].filter { !$0.isEmpty }.joined(separator: " · ")
        // What was done in part alone waits for a key, whatever is found out of the rest meanwhile.
        let isInPart = outcome.shortfall != nil || !outcome.lost.isEmpty
        let level: NoticeLevel = isInPart ? .error : outcome.isAsWished ? .success : .warning
        notify(outcome.message, hint: hint, level: level, details: outcome.findings)
    }
}
