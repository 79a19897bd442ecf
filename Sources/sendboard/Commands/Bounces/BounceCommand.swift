import ArgumentParser
import FoundationEssentials
import Glibc
import Platform
import ServiceCore

/// `bounce`: takes in what came back of messages, from a mail server's pipe or a maildir.
struct BounceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce", abstract: "Takes in a bounce, a complaint or an unsubscription.",
        discussion: """
            It reads one message from standard input, as a mail server's pipe gives it, or all that is new in a maildir, and \
            says what it did. Only a message that proves which delivery it is about changes anything; sendboard \
            bounce-report list shows those that changed nothing. For the mail server it \
            ends with 0 where it is done or nothing was to be done, with 64 where it was called wrongly, with 75 where the \
            message is to be offered again.
            """)

    @Option(
        help: ArgumentHelp(
            "Whom the message was delivered to; by default what its head says. Can be given again.",
            valueName: "address"))
    var envelopeTo: [String] = []

    @Option(
        help: ArgumentHelp("Take what is new in this maildir, and move it to “cur”.", valueName: "folder"))
    var maildir: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let console = Console.standard
        do throws(ServiceError) {
            try await run(console)
        } catch {
            MailExit.tell(error, console)
            throw ExitCode(MailExit.code(of: error))
        }
    }

    private func run(_ console: Console) async throws(ServiceError) {
        let settings = try await RunSettings(globals, console)
        try MailExit.requireDirectory(settings)
        if let maildir {
            let maildir = try Maildir(maildir)
            return try await Session.run(settings, console) { session async throws(ServiceError) in
                let tally = try await session.platform.takeAll(of: maildir)
                try session.console.output.line(tally.sentence)
                guard tally.unreadable > 0 else { return }
                throw ServiceError(
                    .storage, "Messages in \(maildir.folder)/new cannot be read.",
                    hint: "Call it as the user whose maildir it is.")
            }
        }
        let report = ReceivedReport(try Self.message(), to: envelopeTo)
        try await Session.run(settings, console) { session async throws(ServiceError) in
            let outcome = try await session.platform.take(report)
            try session.console.output.line(SafeLine.of(outcome.sentence))
            if outcome == .early { throw ServiceError(.unavailable, outcome.sentence) }
        }
    }

    private static func message() throws(ServiceError) -> [UInt8] {
        guard isatty(STDIN_FILENO) == 0 else {
            throw ServiceError(
                .invalid, "No message comes on standard input.", hint: "sendboard bounce <FILE")
        }
        return try ReportBytes.read(STDIN_FILENO)
    }
}

/// How a program ends that a mail server has called (sysexits.h).
enum MailExit {
    static let usage: Int32 = 64
    /// The mail server keeps the message and calls again.
    static let later: Int32 = 75

    static func code(of error: ServiceError) -> Int32 {
        switch error.code {
        case .invalid: usage
        default: later
        }
    }

    /// One that is made here by mistake would know no message, and every bounce would be lost in it.
    static func requireDirectory(_ settings: RunSettings) throws(ServiceError) {
        guard !FileManager.default.fileExists(atPath: settings.dataDirectory) else { return }
        throw ServiceError(
            .notFound, "There is no data directory \(settings.dataDirectory).",
            hint: "Name it by --data-dir: a mail server calls programs under a user of its own.")
    }

    static func tell(_ error: ServiceError, _ console: Console) {
        try? console.errors.line("sendboard: \(SafeLine.of(error.message))")
        if let hint = error.hint { try? console.errors.line("hint: \(SafeLine.of(hint))") }
    }
}
