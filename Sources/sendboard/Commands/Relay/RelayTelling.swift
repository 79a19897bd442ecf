import Platform
import ServiceCore
import Terminal

/// Where messages go, as the board's page of it tells.
struct RelayTelling: Sendable {
    let output: Output
    let zone: WallZone

    static func run(_ globals: GlobalOptions) async throws {
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            guard let transports = session.platform.connection.transports else { return }
            try RelayTelling(output: session.console.output, zone: session.settings.zone).tell(
                try await transports.look())
        }
    }

    func tell(_ report: TransportReport) throws(ServiceError) {
        let width = report.sections.flatMap(\.lines).map { DisplayWidth.of($0.label) }.max() ?? 0
        for (place, section) in report.sections.enumerated() {
            if place > 0 { try output.line("") }
            if !section.title.isEmpty { try output.line(section.title) }
            for line in section.lines {
                let label = SafeText(line.label).padded(to: width).text
                try output.line("\(label)  \(SafeLine.of(line.text.text(zone.text)))")
            }
        }
    }
}
