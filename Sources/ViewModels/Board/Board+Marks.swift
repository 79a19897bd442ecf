import ServiceCore

/// What an action on several rows does to them.
extension MergedKind {
    /// Of these actions the first that any of the rows lacks: all are set to one value, whatever row is at hand.
    func action(of names: [String], for rows: [Row]) -> ResourceAction<Row>? {
        names.lazy.compactMap { action($0, for: rows) }.first { action in
            rows.contains { action.availability($0).isAvailable }
        }
    }

    /// The opposites among these actions that one row allows all, since it is not known how it stands; none where
    /// every row is known.
    func wishes(of names: [String], for rows: [Row]) -> [ResourceAction<Row>] {
        let actions = names.compactMap { action($0, for: rows) }
        let isUnknown = rows.contains { row in actions.allSatisfy { $0.availability(row).isAvailable } }
        return actions.count > 1 && isUnknown ? actions : []
    }
}

extension ResourceAction<Row> {
    /// `Whitelist “kim@a.test”`, `Invalidate 12 contacts`, and where more than a verb is in it `Reset password: 2 SMTP users`.
    ///
    /// - Parameter rows: one at least.
    func title(on rows: [Row]) -> String {
        let named = rows.count == 1 ? "“\(rows[0].name)”" : rows.counted
        return "\(title.prefix(1).uppercased())\(title.dropFirst())\(title.contains(" ") ? ":" : "") \(named)"
    }
}

/// What marks mean beside the rows that are shown.
extension Board {
    /// Whether the rows that are meant are those of a list.
    var areTargetsListed: Bool { currentDetail == nil && currentTable?.table.listed != nil }

    /// What is known of an edit of these rows before it is done; nil of one row, whose notice says all.
    func receiptDraft(_ what: String, _ dryRun: DryRun, removes: Bool = false) -> ReceiptDraft? {
        let count = dryRun.changing.count + dryRun.alreadyCount + dryRun.refusedCount
        let absent = currentDetail == nil ? currentTable?.table.listed : nil
        guard count > 1 || absent != nil else { return nil }
        return ReceiptDraft(
            what, dryRun, others: (absent ?? []).map { ($0.key, $0.reason) }, removes: removes)
    }

    /// `3 marked, 2 of them not in this list: …`; nil where the list holds all that is meant.
    func unseenTargets(among rows: [Row]) -> String? {
        guard currentDetail == nil, let table = currentTable, !table.table.marks.isEmpty else { return nil }
        let unseen = rows.filter { !table.isListed($0) }
        guard !unseen.isEmpty else { return nil }
        let names = unseen.prefix(5).map(\.name) + (unseen.count > 5 ? ["…"] : [])
        return
            "\(NumberText.grouped(rows.count)) marked, \(NumberText.grouped(unseen.count)) of them not in this list: "
            + names.joined(separator: ", ")
    }

    /// Says that marks are not meant where a key acts on the row at hand alone.
    func marksLeftAlone(beside row: Row) -> String? {
        guard currentDetail == nil, let marks = currentTable?.table.marks,
            marks.keys.contains(where: { $0 != row.id })
        else { return nil }
        return
            "Only \(row.name) is meant; \(NumberText.counted(marks.count, "marked row stays", "marked rows stay")) as they are."
    }
}
