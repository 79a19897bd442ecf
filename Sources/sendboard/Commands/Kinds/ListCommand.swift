import ArgumentParser
import ServiceCore
import Settings
import ViewModels

struct ListCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Lists rows.", discussion: ListOptions.discussion)
    }

    @OptionGroup var options: ListOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let listing = options.listing
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            try await listing.within(session, R.kind).run(session.access(R.kind), session.console)
        }
    }
}

/// What every list takes: which rows, in which order, which of their fields and how they are written.
struct ListOptions: ParsableArguments {
    static let discussion = """
        --search takes what / takes on the board: words, field:value, field:a,b, field:>n, field:~expression, \
        -negated, "quoted words", since:7d, after:2026-03-01, before:…, account:NAME, platform:NAME, and \
        filter:NAME for one that the board keeps. Every row is read unless --limit says \
        otherwise; what a platform does not list, sort or hand over is told on standard error.
        """

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only rows that pass this filter.", valueName: "filter"))
    var search = ""

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("At most this many rows; all where left out.", valueName: "n"))
    var limit: WholeNumber?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Order by this field; with - before it descending.", valueName: "[-]field"))
    var sort: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only these fields, separated by commas.", valueName: "fields"))
    var columns: String?

    @Option(help: "How rows are written.")
    var format = OutputFormat.table

    func validate() throws {
        if let limit, limit.value < 1 {
            throw ValidationError("--limit takes a whole number from 1 on, not \(limit.value).")
        }
    }

    var listing: RowListing {
        RowListing(
            search: search, limit: limit?.value, sort: sort,
            columns: columns.map { $0.split(separator: ",").map(String.init) } ?? [], format: format)
    }
}

extension RowListing {
    /// The same as a session reads it: by its clocks, with the filters that the board keeps for the kind.
    func within(_ session: Session, _ kind: ResourceKind) -> RowListing {
        var listing = self
        listing.zone = session.settings.zone
        let file = StateFile(path: session.settings.paths.stateFile, empty: BoardMemory())
        listing.kept = file.load().state.filters(of: kind)
        return listing
    }
}
