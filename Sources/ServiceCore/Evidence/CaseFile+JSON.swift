import FoundationEssentials

extension CaseFile {
    /// The whole for programs, times in UTC.
    package var json: String {
        let iso = { (date: Date) in date.formatted(.iso8601) }
        return RowJSON.object([
            ("case", RowJSON.quoted(title)), ("made", RowJSON.quoted(iso(made))),
            ("made_by", RowJSON.quoted(origin.who)), ("program", RowJSON.quoted(origin.program)),
            ("sources", list(sources.map(RowJSON.quoted))), ("rows", list(rows.map(json))),
            ("verdicts", list(verdicts.map(json))),
            ("totals", RowJSON.object(totals.map { ($0.label, RowJSON.quoted(redaction.clean($0.text))) })),
            ("timeline", list(moments.map(json))), ("messages", list(proofs.map(json))),
            ("gaps", list(gaps.map(RowJSON.quoted))),
            ("left_out", RowJSON.quoted(Redaction.summary)),
        ]) + "\n"
    }

    private func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

    private func json(_ row: Row) -> String {
        let facts = facts(of: row).map { field, value in
            (field.id, cleaned(value, of: field.id))
        }
        return RowJSON.object(
            [
                ("kind", RowJSON.quoted(row.id.kind.rawValue)), ("id", RowJSON.quoted(row.id.native)),
                ("connection", RowJSON.quoted(row.id.connection.name)),
            ] + facts + RowJSON.remarks(on: row))
    }

    /// Numbers and flags as they are; every text without the addresses and numbers of others.
    private func cleaned(_ value: FieldValue, of field: FieldID) -> String {
        switch value {
        case .integer, .number, .flag, .none: RowJSON.value(value)
        default: RowJSON.quoted(text(value, of: field) { $0.formatted(.iso8601) })
        }
    }

    private func json(_ verdict: PersonTrace.Verdict) -> String {
        RowJSON.object([
            ("connection", RowJSON.quoted(verdict.connection.name)),
            ("account", RowJSON.quoted(verdict.account)),
            ("outcome", RowJSON.quoted(verdict.outcome.rawValue)),
            ("rule", RowJSON.value(.text(verdict.stop?.rule ?? verdict.wait?.rule))),
            ("since", RowJSON.value(.date(verdict.stop?.since))),
            ("cause", RowJSON.value(.text(verdict.stop.map { redaction.clean($0.cause) }))),
        ])
    }

    private func json(_ moment: Moment) -> String {
        let time = ("time", RowJSON.value(.date(moment.time)))
        switch moment {
        case .event(let event):
            let texts: [(String, String)] = [
                ("campaign", event.campaign), ("batch", event.batch),
                ("reply", redaction.clean(event.replyText.plainText)), ("bounce_type", event.bounceType),
                ("bounce_rule", event.bounceRule), ("link", redaction.clean(event.link)), ("ip", event.ip),
                ("agent", event.agent),
            ]
            return RowJSON.object(
                [
                    time, ("type", RowJSON.quoted("event")),
                    ("connection", RowJSON.quoted(event.id.connection.name)),
                    ("id", RowJSON.quoted(event.id.native)), ("kind", RowJSON.quoted(event.kindWord.word)),
                ] + texts.filter { !$0.1.isEmpty }.map { ($0, RowJSON.quoted($1)) })
        case .edit(let entry):
            return RowJSON.object([
                time, ("type", RowJSON.quoted("edit")),
                ("connection", RowJSON.quoted(entry.target.connection.name)),
                ("entry", RowJSON.quoted(entry.id.native)), ("who", RowJSON.quoted(entry.who)),
                ("what", RowJSON.quoted(entry.what)), ("outcome", RowJSON.quoted(entry.outcome.rawValue)),
                ("changes", RowJSON.quoted(redaction.clean(entry.changesText.plainText))),
                ("reason", RowJSON.quoted(redaction.clean(entry.reason))),
            ])
        }
    }

    private func json(_ item: (connection: ConnectionID, proof: MailProof)) -> String {
        RowJSON.object([
            ("connection", RowJSON.quoted(item.connection.name)),
            ("time", RowJSON.value(.date(item.proof.time))), ("batch", RowJSON.quoted(item.proof.batch)),
            ("count", String(item.proof.count)), ("bytes", String(item.proof.bytes)),
            ("sha256", RowJSON.quoted(item.proof.sha256)), ("archived", String(item.proof.archived)),
        ])
    }
}
