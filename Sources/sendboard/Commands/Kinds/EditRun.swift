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
