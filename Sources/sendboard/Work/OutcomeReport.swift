import ServiceCore
import Terminal

/// Tells what an edit did; the one place where a command shows a secret, and only one that the edit has just made.
struct OutcomeReport {
    let format: OutputFormat

    func write(_ outcome: EditOutcome, _ output: Output) throws(ServiceError) {
        switch format {
        case .json: try output.line(Self.json(outcome))
        case .table: for line in Self.lines(outcome) { try output.line(line) }
        case .csv: for line in Self.records(outcome) { try output.csv(line) }
        }
        try output.flush()
    }

    private static func lines(_ outcome: EditOutcome) -> [String] {
        let secrets = outcome.revealed.map { "\(SafeText($0.label).text): \($0.secret.reveal())" }
        return [SafeText(outcome.message).text] + outcome.findings.map { SafeText($0).text } + secrets
    }

    /// What it did, what is worth knowing of it and the secrets that it made, each with its sort before it.
    private static func records(_ outcome: EditOutcome) -> [String] {
        let findings = outcome.findings.map { ["finding", $0] }
        let secrets = outcome.revealed.map { [$0.label, $0.secret.reveal()] }
        return ([["what", "text"], ["message", outcome.message]] + findings + secrets).map {
            RowCSV.line($0.map(RowCSV.cell))
        }
    }

    private static func json(_ outcome: EditOutcome) -> String {
        var members = [
            ("message", RowJSON.quoted(outcome.message)),
            ("rows", "[\(outcome.rows.map { RowJSON.object($0) }.joined(separator: ","))]"),
            ("findings", "[\(outcome.findings.map(RowJSON.quoted).joined(separator: ","))]"),
        ]
        if !outcome.revealed.isEmpty {
            members.append(("secrets", json(outcome.revealed)))
        }
        return RowJSON.object(members)
    }

    /// By what they are, `{"password": "…"}`; where there are several of one sort, each under the name of its row.
    private static func json(_ secrets: [EditOutcome.Revelation]) -> String {
        let sorts = secrets.map(\.what).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let members = sorts.map { sort in
            let same = secrets.filter { $0.what == sort }
            let texts = same.map { ($0.owner, RowJSON.quoted($0.secret.reveal())) }
            return (
                sort.lowercased().replacing(" ", with: "_"),
                texts.count == 1 ? texts[0].1 : RowJSON.object(texts)
            )
        }
        return RowJSON.object(members)
    }
}
