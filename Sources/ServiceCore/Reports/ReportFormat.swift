/// The forms that a report is written in.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, html, json

    /// By the ending of a file's name, in letters of either case; nil for others.
    package init?(ofFile path: String) {
        let name = path.lowercased()
        let endings: [(String, ReportFormat)] = [
            (".html", .html), (".htm", .html), (".txt", .text), (".json", .json),
        ]
        guard let format = endings.first(where: { name.hasSuffix($0.0) })?.1 else { return nil }
        self = format
    }

    package static let unknownEnding = ServiceError(
        .invalid, "The file’s name does not say in what form the report is written.",
        hint: "End it in .html, .txt or .json.")

    package func text(of report: CampaignReport, _ zone: WallZone) -> String {
        switch self {
        case .text: ReportText(report, zone: zone).lines.joined(separator: "\n") + "\n"
        case .html: ReportHTML(report, zone: zone).page
        case .json: ReportJSON.object(report) + "\n"
        }
    }
}
