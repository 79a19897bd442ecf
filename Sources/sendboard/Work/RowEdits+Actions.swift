import ServiceCore

/// `KIND VERB`: the actions by name.
extension RowEdits {
    /// - Parameter keepsGoing: does it to the others where some are not there or do not allow it.
    func perform(
        _ name: String, on keys: [String], keepsGoing: Bool = false
    ) async throws(ServiceError) -> EditResult {
        let offered = try access.served().map(\.operations.operations)
        guard offered.contains(where: { $0.actions.contains { $0.name == name } }) else {
            let own = KindCommands.allVerbs(of: access.kind).filter {
                !KindCommands.verbs(of: access.kind).contains($0)
            }
            throw unknown(name, Set(offered.flatMap(\.verbs) + own).sorted())
        }
        let (operations, found, absent) = try await access.findAll(keys)
        guard let action = operations.action(name) else { throw cannot("given “\(name)” there", found[0]) }
        let dryRun = action.dryRun(on: found)
        let rows = dryRun.changing
        let problems = absent.map(\.error) + Self.problems(of: dryRun, among: found.count)
        // What stands so already is no failure where it is one of several.
        let isDone = found.count > 1 && rows.isEmpty && dryRun.refused.isEmpty
        try problems.check(
            of: keys.count, operations.schema.words, isAnyLeft: !rows.isEmpty || isDone,
            keepsGoing: keepsGoing)
        let draft = ReceiptDraft(action.title, dryRun, others: absent.lines)
        guard !isDone else {
            return try await carryOut(problems, of: keys.count, keepsGoing, operations, draft) {
                dryRun.nothingToDo
            }
        }
        // The row that asks most says what must be asked for all.
        let strictest = rows.max { action.confirmation($0).level < action.confirmation($1).level } ?? rows[0]
        let form = try await form(of: action, strictest)
        let values = try await filled(form)
        try filling.requireAll(of: form, in: values)
        let remarks = try await filling.remarks(on: form, values)
        let what = "“\(action.title)” on \(Self.names(rows, operations.schema))"
        if let recipients = action.recipients {
            try confirmSending(
                to: try await recipients(rows.map(\.id), values), by: rows, what, form.notes + remarks)
        } else {
            let statement = dryRun.statement(action.title).map { ["\($0.capitalizedFirst)."] } ?? []
            try answer.confirm(
                action.confirmation(of: rows), count: rows.count, of: rows, doing: what,
                isFinal: action.effect == .irreversible, facts: statement + form.notes + remarks)
        }
        let ids = rows.map(\.id)
        return try await carryOut(problems, of: keys.count, keepsGoing, operations, draft) {
            () async throws(ServiceError) in
            try await action.perform(ids, values).adding([dryRun.alreadyWords].compactMap(\.self))
        }
    }

    /// Why rows are not changed; what stands so already is no reason where it is one of several.
    static func problems(of dryRun: DryRun, among count: Int) -> [ServiceError] {
        (dryRun.refusals + (count == 1 ? dryRun.standing : [])).map { row, reason in
            ServiceError(.refused, "“\(row.name)” cannot be changed so: \(reason).")
        }
    }
}
