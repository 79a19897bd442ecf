/// Takes a list in on a platform that makes rows one at a time: with pace, and going on where it was stopped.
package struct OneByOneIntake: Sendable {
    private let create: Submission<Row>
    private let fields: ListFields
    private let owner: String
    private let pace: Pace

    /// How fast rows follow one another.
    package struct Pace: Sendable {
        package var between = Duration.milliseconds(200)
        /// After an answer that asks for less, unless it says how long; doubled each time.
        package var afterRefusal = Duration.seconds(2)
        package var mostRefusals = 6
        /// The real clock, which tests replace; one that is cancelled ends at once, and whoever waits looks for that.
        package var wait: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

        package init() {}
    }

    /// - Parameter owner: as people are told where the rows go.
    /// - Returns: nil where the platform makes no such rows.
    package init?(_ rows: RowOperations, owner: String, pace: Pace = Pace()) {
        guard let create = rows.operations.create, let fields = ListFields.of(rows.schema.kind) else {
            return nil
        }
        (self.create, self.fields, self.owner, self.pace) = (create, fields, owner, pace)
    }

    /// - Parameters:
    ///   - done: what earlier runs made of the list's rows.
    ///   - tell: keeps what became of a row, before the next is sent.
    package func intake(
        done: [String: ReceiptLine], tell: @escaping @Sendable (ReceiptLine) throws(ServiceError) -> Void
    ) -> ListIntake {
        ListIntake(
            fields: fields, owners: { [] },
            look: { file, order, watch async throws(ServiceError) in
                var run = try await run(file, order, watch)
                run.report.note = "Whether a row is there already the platform says as it is sent."
                while let row = try run.next() { run.report.count(done[row.key]?.fate ?? .new, row.name) }
                return run.report
            },
            take: { file, order, watch async throws(ServiceError) in
                var run = try await run(file, order, watch)
                var isFirst = true
                while let row = try run.next() {
                    if let before = done[row.key], before.outcome != .refused {
                        try run.settle(row, before.earlier)
                        continue
                    }
                    if !isFirst { await pace.wait(pace.between) }
                    isFirst = false
                    let line = try await send(row)
                    try tell(line)
                    try run.settle(row, line)
                }
                return (
                    run.report,
                    EditOutcome(
                        "\(file.name): \(run.report.sentence)", finality: "the platform takes rows one by one"
                    )
                )
            })
    }

    private func run(
        _ file: ListFile, _ order: ListOrder, _ watch: ListWatch
    ) async throws(ServiceError) -> OneByOneRun {
        let form = try await create.form(nil)
        return try OneByOneRun(file, order, watch, fields, form, owner: owner)
    }

    /// - Throws: what concerns all rows, so that those that follow are not tried.
    private func send(_ row: OneByOneRun.Row) async throws(ServiceError) -> ReceiptLine {
        var wait = pace.afterRefusal
        for _ in 0..<pace.mostRefusals {
            if Task.isCancelled { throw Self.stopped }
            do throws(ServiceError) {
                _ = try await create.submit(nil, row.values)
                return ReceiptLine(row.line, row.key, .made)
            } catch {
                switch error.code {
                case .rateLimited:
                    await pace.wait(error.retryAfter ?? wait)
                    wait *= 2
                case .conflict: return ReceiptLine(row.line, row.key, .there)
                case .invalid, .refused, .notFound, .unsupported:
                    return ReceiptLine(row.line, row.key, .refused, error.message)
                case .outcomeUnknown: return ReceiptLine(row.line, row.key, .unknown, error.message)
                default: throw Self.goingOn(error)
                }
            }
        }
        throw ServiceError(
            .rateLimited, "The platform takes no more rows for now.", hint: Self.goesOn)
    }

    private static let goesOn = "The same command goes on with the rows that are left."
    private static let stopped = ServiceError(.cancelled, "The import was stopped.", hint: goesOn)

    private static func goingOn(_ error: ServiceError) -> ServiceError {
        var told = error
        told.hint = [error.hint, goesOn].compactMap(\.self).joined(separator: " ")
        return told
    }
}

/// What became of one row of a list that goes to a platform row by row.
package struct ReceiptLine: Sendable, Equatable {
    package enum Outcome: String, Sendable {
        case made, there, refused, unknown
    }

    package let line: Int
    /// What the row is known by.
    package let target: String
    package let outcome: Outcome
    package let reason: String

    package init(_ line: Int, _ target: String, _ outcome: Outcome, _ reason: String = "") {
        (self.line, self.target, self.outcome, self.reason) = (line, target, outcome, reason)
    }

    /// As a later run counts it.
    var earlier: ReceiptLine { outcome == .made ? ReceiptLine(line, target, .there) : self }

    var fate: ListFate {
        switch outcome {
        case .made, .there: .same
        case .refused: .new
        case .unknown: .refused
        }
    }
}
