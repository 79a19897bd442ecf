import ServiceCore

extension RowEdits {
    /// `KIND edit` of several rows: the same change to all of them, counted before and taken back at once.
    ///
    /// - Parameter keepsGoing: changes the others where some are not there or do not take it.
    func edit(all keys: [String], keepsGoing: Bool = false) async throws(ServiceError) -> EditResult {
        guard keys.count > 1 else { return try await edit(keys.first ?? "") }
        try require("edited") { $0.update != nil }
        let (operations, rows, absent) = try await access.findAll(keys)
        let words = operations.schema.words
        guard let kind = MergedKind(access.kind, of: access.workspace.connections) else {
            throw cannot("edited", rows[0])
        }
        let shared = try await kind.sharedEdit(of: rows)
        try requireFields(of: shared.form())
        let edits = try sharedEdits(shared)
        let remarks = try filling.told(try await shared.remarks(on: edits))
        let time = time
        let plan = try await shared.plan(edits) { $0.settled($1, now: time.now, reader: time.zone) }
        let problems = absent.map(\.error) + Self.problems(of: plan.dryRun, among: keys.count)
        try problems.check(
            of: keys.count, words, isAnyLeft: !plan.filled.isEmpty || plan.dryRun.refused.isEmpty,
            keepsGoing: keepsGoing)
        try answer.confirm(
            .strictest(of: [], count: plan.filled.count), count: plan.filled.count,
            doing: "editing \(Self.names(rows, operations.schema))",
            facts: ["\(plan.dryRun.sentence.capitalizedFirst)."] + remarks)
        let draft = ReceiptDraft("edit", plan.dryRun, others: absent.lines)
        return try await carryOut(problems, of: keys.count, keepsGoing, operations, draft) {
            () async throws(ServiceError) in
            guard !plan.filled.isEmpty else { return plan.dryRun.nothingToDo }
            let told = [plan.dryRun.alreadyWords].compactMap(\.self) + remarks
            return try await kind.submit(plan.filled).adding(told)
        }
    }

    /// - Throws: `.invalid` for what tells rows apart, and for a password, which no two should have alike.
    private func sharedEdits(_ shared: SharedEdit) throws(ServiceError) -> [FieldEdit] {
        guard filling.password == nil else {
            throw ServiceError(.invalid, "A password is set for one row at a time.", hint: "Name one row.")
        }
        let edits = try filling.edits(of: shared.sample)
        if let name = edits.first(where: { shared.names.contains($0.field) })?.field {
            throw ServiceError(
                .invalid,
                "“\(name)” tells \(shared.schema.words.plural) apart; several cannot have it alike.",
                hint: "Name one row.", field: name)
        }
        return edits
    }
}

extension [AbsentRow] {
    /// For a receipt.
    var lines: [(target: String, reason: String)] {
        map { ($0.key, $0.error.code == .notFound ? "not found" : "not done: \($0.error.message)") }
    }
}
