import ArgumentParser
import ServiceCore

struct HoldPersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keeps a person’s rows from being deleted or erased.",
        discussion:
            "Nobody deletes or erases them until the hold is released, not with an account or a group either."
    )

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: "Why; kept in the audit trail.")
    var reason: String

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (reason, address) = (reason, try PersonAddress(address))
        try await Session.run(globals) { session async throws(ServiceError) in
            try await PersonRun(session: session).hold(address, because: reason)
        }
    }
}

struct ReleasePersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Ends a hold.",
        discussion: "What the hold was stays in “person holds”.")

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: "Why; kept in the audit trail.")
    var reason: String

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (reason, address) = (reason, try PersonAddress(address))
        try await Session.run(globals) { session async throws(ServiceError) in
            try await PersonRun(session: session).release(address, because: reason)
        }
    }
}

struct ListHoldsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holds", abstract: "Lists who is held, by whom and why.")

    @Flag(help: "Those that were released too.")
    var all = false

    @Option(help: "How the holds are written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, all) = (format, all)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            try await PersonRun(session: session).holds(withReleased: all, format)
        }
    }
}
