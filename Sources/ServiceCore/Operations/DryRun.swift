/// What an action would do to these rows, told before it does it.
package struct DryRun: Sendable {
    /// Those that it would change.
    package private(set) var changing: [Row] = []
    /// Those that stand so already.
    package private(set) var already: [Reason] = []
    /// Those that it cannot change.
    package private(set) var refused: [Reason] = []

    package init(changing rows: [Row] = []) { changing = rows }

    /// Rows that have one reason in common.
    package struct Reason: Sendable {
        package let text: String
        package fileprivate(set) var rows: [Row]
    }

    package mutating func add(_ row: Row, _ availability: Availability) {
        switch availability {
        case .available: changing.append(row)
        case .already(let reason): already.add(row, reason)
        case .disabled(let reason): refused.add(row, reason)
        }
    }

    package var alreadyCount: Int { already.reduce(0) { $0 + $1.rows.count } }
    package var refusedCount: Int { refused.reduce(0) { $0 + $1.rows.count } }

    /// Each that cannot be changed, with why.
    package var refusals: [(row: Row, reason: String)] {
        refused.flatMap { reason in reason.rows.map { ($0, reason.text) } }
    }

    /// Each that stands so already, with how.
    package var standing: [(row: Row, reason: String)] {
        already.flatMap { reason in reason.rows.map { ($0, reason.text) } }
    }

    /// Who stands so already, for what is told afterwards: `3 are so already: ana@a.test, bo@a.test, cy@a.test`; nil where
    /// nobody does.
    package var alreadyWords: String? {
        let names = standing.map(\.row.name)
        guard !names.isEmpty else { return nil }
        let head = Self.counted(names.count, "is so already", "are so already")
        return "\(head): \(NumberText.listed(names))"
    }

    /// What is told where every row stands so already.
    package var nothingToDo: EditOutcome {
        EditOutcome(
            "nothing to do: \(Self.counted(alreadyCount, "is so already", "are so already"))", isEdit: false)
    }

    /// `37 change, 3 are so already, 2 cannot: the platform has no whitelist`.
    package var sentence: String {
        ([Self.counted(changing.count, "changes", "change")] + others).joined(separator: ", ")
    }

    /// What becomes of those that it does not change: `3 are so already, 2 cannot: …`; empty where it changes all.
    package var othersWords: String { others.joined(separator: ", ") }

    private var others: [String] {
        let already =
            alreadyCount > 0 ? [Self.counted(alreadyCount, "is so already", "are so already")] : []
        return already + refused.map { "\(NumberText.grouped($0.rows.count)) cannot: \($0.text)" }
    }

    /// The same as far as it does not do the same to all of them, by what the rows are then: `3 will be whitelisted, 1 is
    /// already`; nil where it does.
    ///
    /// - Parameter title: what is said of an action that names no such state.
    package func statement(_ title: String) -> String? {
        guard !already.isEmpty || !refused.isEmpty else { return nil }
        let goal = already.lazy.compactMap { Self.goal($0.text) }.first
        let first = "\(NumberText.grouped(changing.count)) will be \(goal ?? "changed: \(title)")"
        let others = already.map { reason in
            let so = Self.counted(reason.rows.count, "is already", "are already")
            return Self.goal(reason.text) == nil ? "\(so): \(reason.text)" : so
        }
        let refusals = refused.map { "\(NumberText.grouped($0.rows.count)) not: \($0.text)" }
        return ([first] + others + refusals).joined(separator: ", ")
    }

    /// What a row is that `already whitelisted` keeps from being made so.
    private static func goal(_ reason: String) -> String? {
        reason.hasPrefix("already ") ? String(reason.dropFirst("already ".count)) : nil
    }

    private static func counted(_ count: Int, _ one: String, _ several: String) -> String {
        "\(NumberText.grouped(count)) \(count == 1 ? one : several)"
    }
}

extension [DryRun.Reason] {
    fileprivate mutating func add(_ row: Row, _ text: String) {
        if let index = firstIndex(where: { $0.text == text }) {
            self[index].rows.append(row)
        } else {
            append(DryRun.Reason(text: text, rows: [row]))
        }
    }
}

extension ResourceAction<Row> {
    package func dryRun(on rows: [Row]) -> DryRun {
        rows.reduce(into: DryRun()) { $0.add($1, availability($1)) }
    }
}
