import FoundationEssentials
import ServiceCore
import Terminal
import ViewModels

/// Writes what wants attention.
struct OverviewReport {
    let format: OutputFormat
    var zone = WallZone.utc

    /// - Returns: what was found.
    func run(
        _ workspace: Workspace, now: Date, _ output: Output
    ) async throws(ServiceError) -> [Finding] {
        let reading = OverviewReading(workspace.connections, now: now, zone: zone)
        let missing = workspace.missing.map {
            Finding(.wrong, count: 1, $0.message.withoutFullStop, at: .connection("config.yaml"))
        }
        let findings = [missing].compactMap(\.self) + (await reading.findings(of: PaneRegistry.overview))
        switch format {
        case .json: try writeJSON(findings, output)
        case .csv: try table(findings).write(.csv, output)
        case .table: try writeText(findings, output)
        }
        try output.flush()
        return findings
    }

    /// A sentence and, below it, what tells all that it counts.
    private func writeText(_ findings: [Finding], _ output: Output) throws(ServiceError) {
        if findings.isEmpty { return try output.line("Nothing wants attention.") }
        for finding in findings {
            let word = finding.weight.word
            let state = word.tone == .bad ? word.word.uppercased() : word.word
            let moment = self.moment(finding).map { ", \($0)" } ?? ""
            try output.line(
                SafeLine.of("\(SafeText(state).padded(to: 7).text)  \(finding.sentence)\(moment)"))
            try output.line(SafeLine.of("         \(finding.place.command)"))
        }
    }

    /// `since 2026-03-01 14:03:22 +01:00`
    private func moment(_ finding: Finding) -> String? {
        finding.moment.map { "\($0.word) \(zone.text($0.time))" }
    }

    private func table(_ findings: [Finding]) -> TextTable {
        TextTable(
            fields: ["state", "count", "what", "since", "list"],
            lines: findings.map { finding in
                [
                    finding.weight.word.word, String(finding.count), finding.sentence, moment(finding) ?? "",
                    finding.place.command,
                ]
            })
    }

    private func writeJSON(_ findings: [Finding], _ output: Output) throws(ServiceError) {
        let objects = findings.map { finding in
            RowJSON.object(
                [
                    ("state", RowJSON.quoted(finding.weight.word.word)),
                    ("count", String(finding.count)), ("what", RowJSON.quoted(finding.sentence)),
                    ("moment", RowJSON.value(.text(finding.moment?.word))),
                    ("time", RowJSON.value(.date(finding.moment?.time))),
                ] + finding.place.members)
        }
        try output.line(objects.isEmpty ? "[]" : "[\n\(objects.joined(separator: ",\n"))\n]")
    }
}

extension Finding.Place {
    /// The command that tells all of it.
    fileprivate var command: String {
        switch self {
        case .rows(let kind, let filter):
            "sendboard \(kind.commandName) list --search \(ShellWord.quoted(filter))"
        case .connection(let id): "sendboard connection check \(ShellWord.quoted(id.name))"
        }
    }

    fileprivate var members: [(String, String)] {
        switch self {
        case .rows(let kind, let filter):
            [
                ("kind", RowJSON.quoted(kind.commandName)), ("filter", RowJSON.quoted(filter)),
                ("connection", "null"),
            ]
        case .connection(let id):
            [("kind", "null"), ("filter", "null"), ("connection", RowJSON.quoted(id.name))]
        }
    }
}
