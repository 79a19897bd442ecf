import ArgumentParser
import ServiceCore

struct ListCommand<Noun: ServedKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Lists rows.",
            discussion: """
                --search takes what / takes on the board: words, field:value, field:>n, -negated, "quoted words", \
                since:7d, after:2026-03-01, before:…, account:NAME, platform:NAME.
                """)
    }

    @Option(help: ArgumentHelp("Only rows that pass this filter.", valueName: "filter"))
    var search = ""

    @Option(help: ArgumentHelp("At most this many rows; all where left out.", valueName: "n"))
    var limit: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Order by this field; with - before it descending.", valueName: "[-]field"))
    var sort: String?

    @Option(help: ArgumentHelp("Only these fields, separated by commas.", valueName: "fields"))
    var columns: String?

    @Option(help: "How rows are written.")
    var format = OutputFormat.table

    @OptionGroup(title: "Options of every command") var globals: GlobalOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let listing = RowListing(
            search: search, limit: limit, sort: sort,
            columns: columns.map { $0.split(separator: ",").map(String.init) } ?? [], format: format)
        try await Session.run(globals) { session async throws(ServiceError) in
            try await listing.run(session.access(Noun.kind), session.console)
        }
    }
}
