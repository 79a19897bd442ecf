import ArgumentParser
import ServiceCore

/// `suppression export`: the addresses in force as another sender takes them in.
struct ExportListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the addresses in force as another sender takes them in.",
        discussion: "Forms: \(SuppressionListForm.all.map(\.name).joined(separator: ", ")).")

    @Argument(help: ArgumentHelp("One of the forms.", valueName: "form"))
    var form: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only rows that pass this filter.", valueName: "filter"))
    var search = ""

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let export = SuppressionExport(form: try Self.known(form), search: search)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            try await export.write(session)
        }
    }

    private static func known(_ name: String) throws(ServiceError) -> SuppressionListForm {
        if let known = SuppressionListForm.named(name) { return known }
        let nearest = NearestName.to(name, among: SuppressionListForm.all.map(\.name))
        throw ServiceError(
            .invalid, "There is no form “\(name)”.",
            hint: nearest.map { "Did you mean \($0)?" } ?? configuration.discussion)
    }
}

/// The addresses in force that pass a filter, in one of the forms.
private struct SuppressionExport: Sendable {
    let form: SuppressionListForm
    let search: String

    func write(_ session: Session) async throws(ServiceError) {
        let (_, operations) = try session.access(.suppression).only()
        guard let list = operations.operations.list else {
            throw ServiceError(.unsupported, "Suppressions are not listed there.")
        }
        let parser = FilterParser(
            schema: operations.schema, now: session.console.now(), zone: session.settings.zone)
        let output = session.console.output
        try output.csv(form.header)
        var pages = RowPages(list, filter: try parser.parse(search), sort: nil, limit: nil)
        var written: Set<String> = []
        var leftOut = 0
        while let rows = try await pages.next() {
            for entry in rows.compactMap({ $0.resource as? Suppression }) {
                guard let line = form.line(entry) else {
                    if entry.lifted == nil { leftOut += 1 }
                    continue
                }
                // One entry each, though several accounts may have one.
                if written.insert(MailAddress.key(of: entry.address)).inserted { try output.csv(line) }
            }
        }
        try output.flush()
        guard leftOut > 0 else { return }
        let entries = NumberText.counted(leftOut, "entry", "entries")
        try session.console.errors.line(
            "sendboard: \(entries) in force of other kinds are not in \(form.title)")
        try session.console.errors.flush()
    }
}
