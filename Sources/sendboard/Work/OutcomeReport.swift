import ServiceCore
import Terminal

/// Tells what an edit did; the one place where a command shows a secret, and only one that the edit has just made.
struct OutcomeReport {
    let format: OutputFormat

    func write(_ outcome: EditOutcome, _ output: Output) throws(ServiceError) {
        switch format {
        case .json: try output.line(Self.json(outcome))
        case .table, .csv: for line in Self.lines(outcome) { try output.line(line) }
        }
        try output.flush()
    }

    private static func lines(_ outcome: EditOutcome) -> [String] {
        let secrets = outcome.revealed.map { "\(SafeText($0.label).text): \($0.secret.reveal())" }
        return [SafeText(outcome.message).text] + outcome.findings.map { SafeText($0).text } + secrets
    }

    private static func json(_ outcome: EditOutcome) -> String {
        var members = [
            ("message", RowJSON.quoted(outcome.message)),
            ("rows", "[\(outcome.rows.map { RowJSON.object($0) }.joined(separator: ","))]"),
            ("findings", "[\(outcome.findings.map(RowJSON.quoted).joined(separator: ","))]"),
        ]
        if !outcome.revealed.isEmpty {
            let secrets = outcome.revealed.map {
                ($0.label.lowercased().replacing(" ", with: "_"), RowJSON.quoted($0.secret.reveal()))
            }
            members.append(("secrets", RowJSON.object(secrets)))
        }
        return RowJSON.object(members)
    }
}
