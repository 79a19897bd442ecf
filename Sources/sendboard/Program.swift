import ArgumentParser
import FoundationEssentials
import Glibc
import ServiceCore

/// Where the program begins and ends: arguments in, an exit code out.
@main
enum Program {
    static func main() async {
        // A reader that goes away, such as `head`, is an error code and no death.
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is, as a full disk is, an error code too.
        signal(SIGXFSZ, SIG_IGN)
        if getenv(CoreFiles.variable) == nil { CoreFiles.refuse() }
        keepStandardStreams()
        exit(await run(Array(CommandLine.arguments.dropFirst()), .standard))
    }

    /// A stream that was closed before the start would be the number of the first file opened, and what is printed would
    /// stand in the database; in its place stands one that takes and gives nothing.
    private static func keepStandardStreams() {
        for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
            // The lowest free number, which is this one.
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    static func run(_ arguments: [String], _ console: Console) async -> Int32 {
        let order = ArgumentOrder(arguments)
        do {
            if let blank = order.blank { throw blank.blankRefusal }
            if order.isBoard {
                // The command tree is not needed for the board, whose first screen should come fast.
                try await BoardStart.run(try GlobalOptions.parse(order.global))
            } else {
                try checkCommand(order.command)
                try await run(try SendboardCommand.parseAsRoot(order.arranged))
            }
            try console.output.flush()
            try console.errors.flush()
            return 0
        } catch {
            let moreHelp = order.asksForHelp ? await FormHelp.section(order) : nil
            return ErrorReport(console: console, moreHelp: moreHelp ?? "").report(error)
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        var command = command
        if var waiting = command as? any AsyncParsableCommand {
            try await waiting.run()
        } else {
            try command.run()
        }
    }

    /// ArgumentParser takes a mistyped command for a stray argument of the board; this names the right one.
    private static func checkCommand(_ name: String?) throws(ServiceError) {
        let known = SendboardCommand.commandNames
        guard let name, !known.contains(name) else { return }
        let nearest = NearestName.to(name, among: known).map { "Did you mean “sendboard \($0)”?" }
        throw ServiceError(
            .invalid, "There is no command “\(name)”.",
            hint: KindCommands.isVerb(name)
                ? "A verb stands behind its kind: sendboard KIND \(name)."
                : nearest ?? "sendboard --help shows them all.")
    }
}
