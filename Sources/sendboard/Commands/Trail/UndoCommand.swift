import ArgumentParser
import ServiceCore

/// `undo [ID]`: what stands in the trail and can be taken back, or taking one entry back.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes an edit back, or lists what can be.",
        discussion: """
            Without an id it lists the newest edits of the audit trail, whoever made them, and why some stay. With one it \
            takes that edit back by the values that the trail keeps. Where somebody has changed the same since, it says what \
            stands there now and wants --yes.
            """)

    @Argument(help: ArgumentHelp("The number of the entry.", valueName: "id"))
    var entry: String?

    @Option(help: ArgumentHelp("Means it, where something has changed since.", valueName: "yes"))
    var yes: String?

    @Option(help: "List at most this many.")
    var limit = WholeNumber(value: 20)

    @Option(help: "How the answer is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (answer, format, limit) = (Answer(text: yes), format, limit.value)
        guard let entry else {
            return try await Session.run(globals, reads: true) { session async throws(ServiceError) in
                try await UndoRun(session: session, format: format).list(limit: limit)
            }
        }
        try await Session.run(globals) { session async throws(ServiceError) in
            try await UndoRun(session: session, format: format).takeBack(entry, answer)
        }
    }
}

/// Lists what can be taken back, and takes it back.
struct UndoRun {
    let session: Session
    let format: OutputFormat

    func list(limit: Int) async throws(ServiceError) {
        let workspace = session.workspace
        let entries = try await workspace.kept.entries(TrailRequest(limit: limit))
        let table = TextTable(
            fields: ["id", "time", "who", "what", "on", "connection", "stays", "changed"],
            lines: entries.map { line(of: $0, finality: workspace.finality(of: $0)) })
        try table.write(format, session.console.output)
    }

    private func line(of entry: AuditEntry, finality: String?) -> [String] {
        let changes = entry.changesText
        return [
            entry.id.native, format == .table ? session.settings.zone.text(entry.time) : iso(entry),
            entry.who, entry.what, entry.targetName, entry.target.connection.name, finality ?? "",
            format == .table ? Self.short(changes.text(session.settings.zone.text)) : changes.plainText,
        ]
    }

    private func iso(_ entry: AuditEntry) -> String { FieldValue.date(entry.time).plainText }

    /// Little enough for a line of a table; JSON and CSV have the whole.
    private static func short(_ text: String) -> String {
        text.count > 80 ? text.prefix(79) + "…" : text
    }

    /// - Throws: `.refused` where something has changed since and that was not answered, or the edit stays.
    func takeBack(_ id: String, _ answer: Answer) async throws(ServiceError) {
        let workspace = session.workspace
        let plan = try await workspace.takingBack(try await workspace.kept.entry(id))
        if plan.needsAnswer {
            try answer.confirm(.yesNo, doing: "taking back “\(plan.entry.summary)”", facts: facts(plan))
        }
        let outcome = try await plan.run()
        try OutcomeReport(format: format).write(outcome, session.console.output)
        if !outcome.isAsWished {
            throw ServiceError(
                .refused, "“\(plan.entry.summary)” was not taken back in full.",
                hint: "sendboard history tells how the row stands.")
        }
    }

    /// What is overwritten, and what goes with a row.
    private func facts(_ plan: TakingBack) -> [String] {
        let zone = session.settings.zone
        return plan.since.map { change in
            let (left, now) = (change.before.text(zone.text), change.after.text(zone.text))
            return "\(change.label) has changed since: it was left “\(left)”, and is “\(now)” now."
        } + (plan.consequence.map { ["It goes \($0)."] } ?? [])
    }
}
