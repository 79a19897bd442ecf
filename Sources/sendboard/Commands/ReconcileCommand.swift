import ArgumentParser
import ServiceCore
import ViewModels

/// `contact reconcile`: the board's Enter on a drift.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Brings a person to one state where platforms differ.",
        discussion: """
            “contact why” tells whether they do. With suppressed, those that would send stop it; with active, those that \
            stop it send again, for which some ask a reason: --set reason=…. Without --yes it changes nothing and says \
            what it would do where.
            """)

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: "What the person is to be everywhere.")
    var to: DriftMending.Goal

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (address, goal, answer) = (address, to, Answer(text: yes))
        let (filling, report) = (try form.filling(), OutcomeReport(format: form.format))
        try await Session.run(globals) { session async throws(ServiceError) in
            let tracing = PersonTracing(format: .table)
            let person = PersonText(address).text
            let (trace, failure) = await tracing.trace(person, session.workspace)
            if let failure { throw failure }
            guard let drift = PersonDrift(trace.verdicts) else {
                throw ServiceError(
                    .conflict, "The platforms do not differ about “\(trace.address)”.",
                    hint: "sendboard contact why \(ShellWord.quoted(trace.address))")
            }
            let mending = try await DriftMending(
                drift, of: trace.address, to: goal, in: session.workspace)
            let values = try filling.values(for: mending.form)
            try filling.requireAll(of: mending.form, in: values)
            try answer.confirm(
                mending.confirmation, doing: "bringing \(trace.address) to \(goal.rawValue) everywhere",
                isFinal: false, facts: mending.steps.map(\.words) + mending.gaps)
            try report.write(try await mending.perform(values), session.console.output)
        }
    }
}

extension DriftMending.Goal: ExpressibleByArgument {}
