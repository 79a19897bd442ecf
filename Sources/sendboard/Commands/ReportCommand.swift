import ArgumentParser
import Foundation
import ServiceCore

/// `campaign report`: the board's `N`, as text, as a page for a customer, or as JSON.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports a launch: counts, reasons, replies, links and the course of time.",
        discussion: """
            Its numbers are those of the watch. The page of --format html stands alone: no script, nothing from \
            elsewhere. “campaign recipients” lists the people behind a number.
            """)

    @Argument(help: ArgumentHelp("The campaign’s id or title.", valueName: "id"))
    var key: String

    @Option(help: "How the report is written; where left out, as the file is called, or as text.")
    var format: ReportFormat?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Write to this file, which must not be there yet.", valueName: "file"))
    var output: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (key, path) = (key, output)
        let format = format ?? path.flatMap { ReportFormat(ofFile: $0) }
        if format == nil, path != nil { throw ReportFormat.unknownEnding }
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let found = try await session.access(.campaign).find(key)
            guard let control = found.connection.campaigns else {
                throw ServiceError(.unsupported, "\(found.connection.id) tells nothing of a launch.")
            }
            let report = try await control.report(of: found.row.id)
            let text = (format ?? .text).text(of: report, session.settings.zone)
            guard let path else {
                return try Self.write(text, as: format ?? .text, to: session.console.output)
            }
            try await WholeFile(path: path).write { output throws(ServiceError) in try output.write(text) }
        }
    }

    /// What stands in plain text must not steer the terminal that it is shown on.
    private static func write(
        _ text: String, as format: ReportFormat, to output: Output
    ) throws(ServiceError) {
        if format == .text {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                try output.line(SafeLine.of(String(line)))
            }
        } else {
            try output.write(text)
        }
        try output.flush()
    }
}

extension ReportFormat: ExpressibleByArgument {}
