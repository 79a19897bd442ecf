extension ListReport {
    /// What it says, as lines for a person.
    ///
    /// - Parameter isDone: whether the list was taken in.
    package func lines(of name: String, isDone: Bool) -> [String] {
        [heading(name)] + columnLines + countLines + groupLines(isDone) + (note.isEmpty ? [] : [note])
    }

    /// The same of a list that is still to be taken in, in as few lines as a dialog has room for.
    package func remarks(of name: String) -> [String] {
        let taken = columns.taken.map { "\($0.target.name) from “\($0.heading)”" }.joined(separator: ", ")
        let ignored = columns.ignored.filter { !$0.isEmpty }
        let rest = ignored.isEmpty ? "" : "; not taken: \(NumberText.listed(ignored))"
        let told = ListFate.allCases.compactMap { fate in
            examples[fate].map { "\(fate.words): \($0.joined(separator: fate == .refused ? "; " : ", "))" }
        }
        return ["\(heading(name)) · \(sentence)", taken + rest] + told + groupLines(false)
            + (note.isEmpty ? [] : [note])
    }

    private func heading(_ name: String) -> String {
        let parts = [
            NumberText.counted(total, "row"), writing, form ?? "", owner.isEmpty ? "" : "for \(owner)",
        ]
        return "\(name): \(parts.filter { !$0.isEmpty }.joined(separator: " · "))"
    }

    private var columnLines: [String] {
        let width = columns.taken.map(\.target.name.count).max() ?? 0
        let lines = columns.taken.map { taken in
            "  \(taken.target.name)\(String(repeating: " ", count: width - taken.target.name.count))"
                + "  from “\(taken.heading)”"
        }
        let ignored = columns.ignored.filter { !$0.isEmpty }
        return ignored.isEmpty ? lines : lines + ["  not taken: \(NumberText.listed(ignored))"]
    }

    private var countLines: [String] {
        ListFate.allCases.map { fate in
            let number = NumberText.grouped(self[fate])
            let head = "\(String(repeating: " ", count: max(0, 9 - number.count)))\(number) \(fate.words)"
            let told = examples[fate, default: []]
            guard !told.isEmpty else { return head }
            let blanks = String(repeating: " ", count: max(1, 20 - head.count))
            let more = self[fate] > told.count ? " …" : ""
            return head + blanks + told.joined(separator: fate == .refused ? "; " : ", ") + more
        }
    }

    private func groupLines(_ isDone: Bool) -> [String] {
        guard !newGroups.isEmpty else { return [] }
        return ["groups \(isDone ? "made" : "to be made"): \(NumberText.listed(newGroups))"]
    }
}
