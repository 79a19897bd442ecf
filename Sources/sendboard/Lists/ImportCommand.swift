import ArgumentParser
import ServiceCore

/// `contact import`, `suppression import`: a list in, with a dry run first.
struct ImportCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import", abstract: "Takes a list of rows in.",
            discussion: """
                Without --yes it changes nothing and says what it would do: how many rows are new, changed, the same \
                and refused, with examples, and which headings it understands. The whole is one entry of the audit \
                trail and is taken back as one. It ends with 0 where every row can be taken, else with 1. See: \
                sendboard manual lists.
                """)
    }

    @Argument(help: ArgumentHelp("A CSV file; - reads standard input.", valueName: "file"))
    var file: String

    @OptionGroup var options: ImportOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let importing = try options.importing(file)
        let isWhole = try await Session.run(globals, reads: !importing.means) {
            session async throws(ServiceError) in
            try await importing.run(session.access(R.kind), session.console)
        }
        if !isWhole { throw ExitCode(1) }
    }
}

/// How a list is read, and where it goes.
struct ImportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Whose the rows are; for suppressions also: all accounts.", valueName: "name"))
    var account: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "The heading of a field, where it is not understood; may be repeated.", valueName: "field=heading"
        ))
    var map: [String] = []

    @Flag(help: "Contacts: columns that mean no field become fields of the contacts' own.")
    var otherFields = false

    @Option(help: ArgumentHelp("What parts the cells; found where left out.", valueName: "sign"))
    var delimiter: String?

    @Option(help: ArgumentHelp("What stands around cells; found where left out.", valueName: "sign"))
    var quote: String?

    @Option(
        help: ArgumentHelp("utf-8, utf-16le, utf-16be or latin-1; found where left out.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("Suppressions: why, of rows that do not say.", valueName: "reason"))
    var reason: String?

    @Option(help: ArgumentHelp("Where rows that are refused go.", valueName: "file"))
    var refused: String?

    @Option(help: ArgumentHelp("Means it.", valueName: "answer"))
    var yes: String?

    @Option(help: "How the outcome is written.")
    var format = OutputFormat.table

    /// Standard input is read here, before a session is open.
    func importing(_ path: String) throws(ServiceError) -> ListImporting {
        var order = ListOrder()
        order.owner = account
        order.format = try ListFormat(encoding: encoding, delimiter: delimiter, quote: quote)
        for text in map { order.wishes.append(try ListWish(text)) }
        order.takesOthers = otherFields
        if let reason {
            guard let known = Suppression.Reason(word: reason) else {
                let words = Suppression.Reason.given.map(\.rawValue).joined(separator: ", ")
                throw ServiceError(.invalid, "“\(reason)” is no reason.", hint: "One of: \(words).")
            }
            order.reason = known
        }
        if let yes, yes != Answer.plain {
            throw ServiceError(
                .invalid, "“\(yes)” does not confirm the import.", hint: "Put --yes at the end.")
        }
        return ListImporting(
            path: path, file: try ListInput.open(path), order: order, format: format, refusedPath: refused,
            means: yes != nil)
    }
}
