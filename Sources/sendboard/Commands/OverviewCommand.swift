import ArgumentParser
import ServiceCore

/// `overview`: the board's `0`, as a check.
struct OverviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview", abstract: "Tells what wants attention now, over all connections.",
        discussion: """
            The worst comes first: what is wrong, warnings, then notes. The exit code is 1 where something is wrong, \
            and with --strict where there is a warning too. Each line names the list that shows exactly what it counts.
            """)

    @Flag(help: "Fail for warnings too.")
    var strict = false

    @Option(help: "How it is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, worst) = (format, strict ? Concern.Weight.warning : .wrong)
        let isGood = try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let report = OverviewReport(format: format, zone: session.settings.zone)
            let findings = try await report.run(
                session.workspace, now: session.console.now(), session.console.output)
            return !findings.contains { $0.weight <= worst }
        }
        if !isGood { throw ExitCode(1) }
    }
}
