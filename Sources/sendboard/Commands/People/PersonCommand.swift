import ArgumentParser
import ServiceCore

/// `person`: all that is kept of one person, over all connections.
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Finds, hands out, erases or holds all that is kept of one person.",
        discussion: "“sendboard manual erasing” says what erasing does and what it cannot do.",
        subcommands: [
            FindPersonCommand.self, ExportPersonCommand.self, ErasePersonCommand.self, HoldPersonCommand.self,
            ReleasePersonCommand.self, ListHoldsCommand.self,
        ])
}

struct FindPersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Tells what is kept of a person, with counts.",
        discussion: "The exit code is 1 where a connection did not answer, and 3 where nobody keeps anything."
    )

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: "How the answer is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, address) = (format, try PersonAddress(address))
        let isWhole = try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            try await PersonRun(session: session).find(address, format)
        }
        if !isWhole { throw ExitCode(1) }
    }
}

struct ExportPersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Hands out all that is kept of a person, as JSON.",
        discussion: """
            Contacts, messages with what is archived of them, events, suppressions and the entries of the audit trail, of \
            every connection. The exit code is 1 where one did not answer; the file says so too.
            """)

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: ArgumentHelp("Write it there; a file that exists is not overwritten.", valueName: "file"))
    var to: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (path, address) = (to, try PersonAddress(address))
        let isWhole = try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            try await PersonRun(session: session).export(address, to: path)
        }
        if !isWhole { throw ExitCode(1) }
    }
}

struct ErasePersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erases a person over all connections that can.",
        discussion: """
            First it shows what would be erased and asks for the address. What waits to be sent is cancelled, and a keyed \
            hash keeps the person suppressed. The receipt says what stays where and why; the exit code is 1 where something \
            that should be erased is not. Nothing takes it back.
            """)

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: ArgumentHelp("The address again, which means it.", valueName: "address"))
    var yes: String?

    @Option(help: "How the receipt is written.")
    var format = CaseFormat.text

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, answer, address) = (format, Answer(text: yes), try PersonAddress(address))
        let isWhole = try await Session.run(globals) { session async throws(ServiceError) in
            try await PersonRun(session: session).erase(address, answer, format)
        }
        if !isWhole { throw ExitCode(1) }
    }
}
