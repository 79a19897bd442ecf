import ArgumentParser
import ServiceCore

/// `account add`: an account with what it needs to log in, shown once.
struct AddAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Makes an account and prints its credentials once.")

    @Argument(help: "The address that the account logs in with.")
    var email: String

    @Option(help: "The company's name.")
    var company: String

    @Option(help: "A phone number.")
    var phone: String

    @Option(help: ArgumentHelp("Credits to send SMS with.", valueName: "n"))
    var smsCredits: Int?

    @Flag(help: "Make it an administrator.")
    var admin = false

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: "Options of every command") var globals: GlobalOptions

    func run() async throws {
        var fields = ["username=\(email)", "company=\(company)", "phone=\(phone)"]
        if let smsCredits { fields.append("grant_sms_credits=\(smsCredits)") }
        if admin { fields.append("admin=yes") }
        try await EditRun(.account, form, fields).run(globals) { edits throws(ServiceError) in
            try await edits.create()
        }
    }
}
