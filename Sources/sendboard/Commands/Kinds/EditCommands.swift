import ArgumentParser
import ServiceCore

/// What all editing commands share: fill the form, edit in a session, tell the outcome.
struct EditRun {
    private let kind: ResourceKind
    private let filling: FormFilling
    private let answer: Answer
    private let report: OutcomeReport

    /// Standard input is read here, before a session is open, so that Ctrl-C ends a waiting password prompt at once.
    init(
        _ kind: ResourceKind, _ form: FieldOptions, _ fields: [String],
        answer: Answer = Answer(text: nil)
    ) throws(ServiceError) {
        self.kind = kind
        self.answer = answer
        filling = try form.filling(fields)
        report = OutcomeReport(format: form.format)
    }

    func run(
        _ globals: GlobalOptions,
        _ edit: @escaping @Sendable (RowEdits) async throws(ServiceError) -> EditResult
    ) async throws(ServiceError) {
        try await Session.run(globals) { session async throws(ServiceError) in
            let edits = RowEdits(
                access: session.access(kind), filling: filling, answer: answer, time: session.time)
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
        CommandConfiguration(commandName: "edit", abstract: "Changes fields of one row.")
    }

    @Argument(help: ArgumentHelp("Its id, or the name a person knows it by.", valueName: "id"))
    var key: String

    @Argument(help: ArgumentHelp("Fields to change; @path takes a file's text.", valueName: "name=value"))
    var fields: [String] = []

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let key = key
        try await EditRun(R.kind, form, fields).run(globals) { edits throws(ServiceError) in
            try await edits.edit(key)
        }
    }
}

struct DeleteCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: "Deletes rows.")
    }

    @Argument(help: ArgumentHelp("Ids or names.", valueName: "id"))
    var keys: [String]

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var leaving: KeepGoing
    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (keys, keepsGoing) = (keys, leaving.keepGoing)
        try await EditRun(R.kind, form, [], answer: Answer(text: yes)).run(globals) {
            edits throws(ServiceError) in
            try await edits.delete(keys, keepsGoing: keepsGoing)
        }
    }
}
