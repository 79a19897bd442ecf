import ArgumentParser
import ServiceCore

/// What all editing commands share: fill the form, edit in a session, tell the outcome.
struct EditRun {
    private let kind: ResourceKind
    private let filling: FormFilling
    private let answer: Answer
    private let report: OutcomeReport
    private let receipt: ExportFile?

    /// Standard input is read here, before a session is open, so that Ctrl-C ends a waiting password prompt at once.
    init(
        _ kind: ResourceKind, _ form: FieldOptions, _ fields: [String],
        answer: Answer = Answer(text: nil), receipt list: RowListOptions? = nil
    ) throws(ServiceError) {
        self.kind = kind
        receipt = try list?.receiptFile()
        self.answer = answer
        filling = try form.filling(fields)
        report = OutcomeReport(format: form.format)
    }

    func run(
        _ globals: GlobalOptions,
        _ edit: @escaping @Sendable (RowEdits) async throws(ServiceError) -> EditResult
    ) async throws(ServiceError) {
        try await Session.run(globals) { session async throws(ServiceError) in
            var edits = RowEdits(
                access: session.access(kind), filling: filling, answer: answer, time: session.time)
            if let receipt {
                edits.keep = { told async throws(ServiceError) in try await receipt.write(told) }
            }
            let result = try await edit(edits)
            try report.write(result.outcome, session.console.output)
            if let leftOut = result.leftOut { throw leftOut }
            if let refused = result.refused { throw refused }
        }
    }
}

struct CreateCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create", abstract: "Makes a row from NAME=VALUE fields.", aliases: ["new"])
    }

    @Argument(
        help: ArgumentHelp("Fields of the board's form; @path takes a file's text.", valueName: "name=value"))
    var fields: [String] = []

    @Option(
        help: ArgumentHelp("Means it, where what is made is sent at once; with its name.", valueName: "name"))
    var yes: String?

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await EditRun(R.kind, form, fields, answer: Answer(text: yes)).run(globals) {
            edits throws(ServiceError) in
            try await edits.create()
        }
    }
}

struct EditCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "edit", abstract: "Changes fields of rows.",
            discussion: """
                Of several rows only what is named changes; of a list NAME+=ITEM adds and NAME-=ITEM takes away.
                """)
    }

    @Argument(
        help: ArgumentHelp(
            "Ids or names, then fields to change; @path takes a file's text, - reads rows from standard input.",
            valueName: "id"))
    var arguments: [String] = []

    @Option(help: ArgumentHelp("Means it, where many are changed; with their number.", valueName: "number"))
    var yes: String?

    @OptionGroup var leaving: KeepGoing
    @OptionGroup var list: RowListOptions
    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (keys, fields) = try list.split(arguments)
        let keepsGoing = leaving.keepGoing
        try await EditRun(R.kind, form, fields, answer: Answer(text: yes), receipt: list).run(globals) {
            edits async throws(ServiceError) in
            try await edits.edit(all: keys, keepsGoing: keepsGoing)
        }
    }
}

struct DeleteCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: "Deletes rows.")
    }

    @Argument(help: ArgumentHelp("Ids or names; - reads them from standard input.", valueName: "id"))
    var keys: [String] = []

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var leaving: KeepGoing
    @OptionGroup var list: RowListOptions
    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (keys, keepsGoing) = (try list.all(keys), leaving.keepGoing)
        try await EditRun(R.kind, form, [], answer: Answer(text: yes), receipt: list).run(globals) {
            edits throws(ServiceError) in
            try await edits.delete(keys, keepsGoing: keepsGoing)
        }
    }
}
