import ArgumentParser
import ServiceCore

/// What every action takes: the rows, the fields of its form, and how it is confirmed.
struct ActionOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Ids or names, then fields as NAME=VALUE; - reads rows from standard input.", valueName: "id"))
    var arguments: [String] = []

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var leaving: KeepGoing
    @OptionGroup var list: RowListOptions
    @OptionGroup var form: FieldOptions

    func run(_ action: String, on kind: ResourceKind, _ globals: GlobalOptions) async throws {
        let keepsGoing = leaving.keepGoing
        try await run(on: kind, globals) { edits, keys async throws(ServiceError) in
            try await edits.perform(action, on: keys, keepsGoing: keepsGoing)
        }
    }

    /// Does something to the rows that are named.
    func run(
        on kind: ResourceKind, _ globals: GlobalOptions,
        _ edit: @escaping @Sendable (RowEdits, [String]) async throws(ServiceError) -> EditResult
    ) async throws {
        let (keys, fields) = try list.split(arguments)
        try await EditRun(kind, form, fields, answer: Answer(text: yes), receipt: list).run(globals) {
            edits async throws(ServiceError) in
            try await edit(edits, keys)
        }
    }
}

/// Whether what is wrong with some targets keeps the others from being done.
struct KeepGoing: ParsableArguments {
    @Flag(help: "Do the others where some cannot be done; without it nothing is.")
    var keepGoing = false
}
