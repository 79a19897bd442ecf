import ArgumentParser
import Platform
import ServiceCore

/// `account add`: an account with what it needs to log in, printed.
struct AddAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Makes an account and prints its credentials.")

    @Argument(help: "The address that the account logs in with.")
    var email: String

    @Option(parsing: .unconditional, help: "The company's name.")
    var company: String

    @Option(parsing: .unconditional, help: "A phone number.")
    var phone: String

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @Option(parsing: .unconditional, help: ArgumentHelp("Credits to send SMS with.", valueName: "n"))
    var smsCredits = WholeNumber(value: 0)

    @Flag(help: "Make it an administrator.")
    var admin = false

    @Option(help: "How the credentials are written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        guard passwordStdin else {
            throw ServiceError(
                .invalid, "A new account needs a password.",
                hint: "Add --password-stdin and hand the password over on standard input.")
        }
        // Read before a session is open, so that Ctrl-C ends a waiting prompt at once.
        let password = try StandardInput.password()
        let command = self
        try await Session.run(globals) { session async throws(ServiceError) in
            let account = try await session.platform.addAccount(
                email: command.email, company: command.company, phone: command.phone, password: password,
                smsCredits: command.smsCredits.value, isAdmin: command.admin)
            try command.write(account, session.console.output)
        }
    }

    /// The one answer that shows the key.
    private func write(_ account: NewAccount, _ output: Output) throws(ServiceError) {
        let members = [
            ("username", account.username), ("owner_id", account.ownerID),
            ("api_key", account.apiKey.reveal()),
        ]
        guard format == .json else {
            let line = members.map(\.1) + [String(account.smsCredits)]
            return try TextTable(fields: members.map(\.0) + ["sms_credits"], lines: [line]).write(
                format, output)
        }
        let quoted = members.map { ($0.0, RowJSON.quoted($0.1)) }
        try output.line(RowJSON.object(quoted + [("sms_credits", String(account.smsCredits))]))
    }
}
