import FoundationEssentials

extension CaseFile {
    /// The whole for people, times in their zone; nothing in it steers a terminal.
    package func text(_ zone: WallZone) -> String {
        let parts = [
            head(zone), rows.flatMap { lines(of: $0, zone) }, verdictLines(zone), totalLines,
            timeline(zone), proofLines(zone), gapLines,
            ["", "Left out: \(Redaction.summary)."],
        ]
        return parts.joined().map(SteeringText.escaped).joined(separator: "\n") + "\n"
    }

    private func head(_ zone: WallZone) -> [String] {
        [
            "Case file of \(title)", "", "Made     \(zone.text(made)) by \(origin.who)",
            "Told by  \(origin.program)",
        ]
            + sources.map { "         \($0)" }
    }

    private func lines(of row: Row, _ zone: WallZone) -> [String] {
        let noun = row.schema.words.singular
        let heading =
            "\(noun.prefix(1).uppercased())\(noun.dropFirst()) \(row.id.native) on \(row.id.connection)"
        let facts = facts(of: row).map { field, value in
            "  \(field.label): \(LongText.line(text(value, of: field.id, zone.text)))"
        }
        return ["", heading] + facts + row.remarks.map { "  \($0.label): \($0.text)" }
    }

    private func verdictLines(_ zone: WallZone) -> [String] {
        guard !verdicts.isEmpty else { return [] }
        return ["", "Would a message go out now"]
            + verdicts.map { verdict in
                "  \(verdict.account) on \(verdict.connection): \(words(of: verdict, zone))"
            }
    }

    private func words(of verdict: PersonTrace.Verdict, _ zone: WallZone) -> String {
        switch verdict.outcome {
        case .stopped:
            let since = verdict.stop?.since.map { " since \(zone.text($0))" } ?? ""
            let cause = DatedText(kept: verdict.stop?.cause ?? "").text(zone.text)
            let by = cause.isEmpty ? "" : ", by \(redaction.clean(cause))"
            return "no, \(verdict.stop?.rule ?? "")\(since)\(by)"
        case .waits: return "it waits, \(verdict.wait?.rule ?? "")"
        case .unknown: return "not known"
        case .depends: return "yes, but it depends on what it is sent by"
        case .goes: return "yes"
        }
    }

    private var totalLines: [String] {
        totals.isEmpty ? [] : ["", "Counted"] + totals.map { "  \($0.label): \(redaction.clean($0.text))" }
    }

    private func timeline(_ zone: WallZone) -> [String] {
        let nothing = moments.isEmpty ? ["  Nothing has happened, as far as is told."] : []
        return ["", "Timeline, oldest first"] + nothing
            + moments.map { moment in
                let time = moment.time.map(zone.text) ?? "no time told"
                return "  \(time)  \(said(moment, zone))"
            }
    }

    private func said(_ moment: Moment, _ zone: WallZone) -> String {
        switch moment {
        case .event(let event):
            let parts = [
                event.kindWord.word, event.campaign.isEmpty ? "" : "campaign \(event.campaign)",
                event.batch.isEmpty ? "" : "batch \(event.batch)", event.bounceType, event.bounceRule,
                event.reply.isEmpty ? "" : "reply: \(redaction.clean(event.replyText.text(zone.text)))",
                event.link.isEmpty ? "" : "link: \(redaction.clean(event.link))", event.ip, event.agent,
                "on \(event.id.connection)",
            ]
            return parts.filter { !$0.isEmpty }.joined(separator: "  ")
        case .edit(let entry):
            let changes = LongText.line(redaction.clean(entry.changesText.text(zone.text)))
            let parts = [
                "\(entry.who): \(entry.what)", redaction.clean(changes), redaction.clean(entry.reason),
                "(entry \(entry.id.native) of the audit trail)",
            ]
            return parts.filter { !$0.isEmpty }.joined(separator: "  ")
        }
    }

    private func proofLines(_ zone: WallZone) -> [String] {
        guard !proofs.isEmpty else { return [] }
        return ["", "Messages as they were handed over"]
            + proofs.map { connection, proof in
                let size = "\(NumberText.grouped(proof.bytes)) bytes"
                let count = proof.count == 1 ? "" : "\(NumberText.grouped(proof.count)) messages, "
                let batch = proof.batch.isEmpty ? "" : "  batch \(proof.batch)"
                return
                    "  \(zone.text(proof.time))  \(count)\(size)  SHA-256 \(proof.sha256)\(batch)  on \(connection)"
            }
    }

    private var gapLines: [String] {
        gaps.isEmpty ? [] : ["", "Not told"] + gaps.map { "  \($0)" }
    }
}
