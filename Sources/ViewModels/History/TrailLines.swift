import FoundationEssentials
package import ServiceCore

/// Entries of the audit trail as the lines of a page: who, when, what, from what to what.
package struct TrailLines: Sendable {
    private let time: TimeText
    private let field: FieldText

    package init(_ clock: BoardClock) { (time, field) = (TimeText(clock), FieldText(clock)) }

    // MARK: A row's history

    /// The entries of one row, newest first; Enter on one opens it.
    ///
    /// - Parameter limit: how many were asked for.
    package func history(_ entries: [AuditEntry], limit: Int) -> [DetailLine] {
        guard !entries.isEmpty else {
            return [.sentence("The audit trail has no edit of it: nobody changed it by Sendboard.")]
        }
        let all = entries.map { lines(of: $0, link: .entry($0.id.native)) }.joined(separator: [
            DetailLine(.blank)
        ])
        return Array(all) + rest(entries.count, limit)
    }

    private func lines(of entry: AuditEntry, link: PageLink) -> [DetailLine] {
        let head = [entry.who, entry.what, outcome(of: entry), entry.reason].filter { !$0.isEmpty }
        return [
            .field(time.column(entry.time), head.joined(separator: "  "), Self.tone(of: entry), link: link)
        ]
            + entry.changes.map { .field("", change($0, on: entry.target.kind), link: link) }
    }

    /// What is to be known of an entry besides; empty where it was simply done.
    private func outcome(of entry: AuditEntry) -> String {
        let end = entry.outcome == .done ? "" : entry.outcome.rawValue
        let undone = entry.undoneBy.map { "(taken back by entry \($0))" }
        let undoes = entry.undoOf.map { "(of entry \($0))" }
        return [end, undone ?? "", undoes ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func tone(of entry: AuditEntry) -> StateWord.Tone? {
        entry.outcome == .done ? nil : entry.outcome == .stillUnknown ? .warning : .bad
    }

    /// `Last name: Kim → Lee`.
    private func change(_ change: FieldChange, on kind: ResourceKind) -> String {
        // The trail keeps a field's name alone.
        let label = PaneRegistry[kind]?.resource.schema[change.field]?.label ?? change.label
        return "\(label): \(short(change.before)) → \(short(change.after))"
    }

    private func short(_ value: FieldValue) -> String {
        value.isEmpty ? "nothing" : LongText.line(field.detail(value))
    }

    // MARK: What can be taken back

    /// What this console did, then what stands in the trail besides; Enter on a line takes it back.
    ///
    /// - Parameters:
    ///   - entries: of the trail, newest first; nil where it is not read yet, or nowhere kept.
    ///   - finality: why an entry stays.
    package func undos(
        _ steps: [UndoList.Step], _ entries: [AuditEntry]?, limit: Int, finality: (AuditEntry) -> String?
    ) -> [DetailLine] {
        let known = Set(steps.flatMap(\.entries))
        let others = entries?.filter { !known.contains($0.id.native) }
        let own =
            steps.isEmpty
            ? [DetailLine.sentence("This console has nothing to take back.")]
            : steps.reversed().map { step in
                DetailLine.field(
                    step.stays ? "stays" : "u", step.words, step.reversal == nil ? .warning : nil,
                    link: .step(step.id))
            }
        guard let entries, let others, !others.isEmpty else { return own }
        return own + [DetailLine(.blank), DetailLine(.heading, text: "Audit trail, newest first")]
            + others.map { undo($0, finality($0)) } + rest(entries.count, limit)
    }

    private func undo(_ entry: AuditEntry, _ finality: String?) -> DetailLine {
        let changes = LongText.line(entry.changesText.text(time.column))
        let said = [entry.who, entry.summary, changes].filter { !$0.isEmpty }.joined(separator: "  ")
        return .field(
            "\(entry.id.native)  \(time.column(entry.time))",
            finality.map { "\(said)  (stays: \($0))" } ?? said, finality == nil ? nil : .warning,
            link: .undo(entry.id.native))
    }

    private func rest(_ count: Int, _ limit: Int) -> [DetailLine] {
        count < limit ? [] : [.sentence("The newest \(NumberText.grouped(limit)); :audit has them all.")]
    }

    // MARK: Before it is done

    /// What taking an entry back would write, and what of somebody else's it would overwrite.
    package func preview(_ plan: TakingBack) -> [DetailLine] {
        let entry = plan.entry
        let kind = entry.target.kind
        var lines: [DetailLine] = plan.since.map { change in
            .sentence(
                "\(change.label) has changed since: it was left \(quoted(change.before)), and is \(quoted(change.after)) now.",
                .warning)
        }
        if let consequence = plan.consequence { lines.append(.sentence("It goes \(consequence).", .warning)) }
        lines.append(.field("entry", "\(entry.id.native) by \(entry.who), \(time.column(entry.time))"))
        lines.append(.field("on", "\(entry.targetName) on \(entry.target.connection)"))
        lines += plan.changes.prefix(12).map { .field("writes", self.change($0, on: kind)) }
        if plan.changes.count > 12 {
            lines.append(.sentence("and \(NumberText.counted(plan.changes.count - 12, "field")) more"))
        }
        return lines + plan.staying.map { .field("stays", self.change($0.reversed, on: kind), .warning) }
    }

    private func quoted(_ value: FieldValue) -> String { value.isEmpty ? "empty" : "“\(short(value))”" }
}
