import ServiceCore

extension SendClean {
    /// How a write is looked for where its answer is lost.
    static func settling<Value: Sendable>(
        _ targets: [ResourceID], wished: [Row] = [], look: @escaping Settling<Value>.Look,
        outcome: @escaping Settling<Value>.Telling
    ) -> Settling<Value> {
        Settling(on: "SendClean", targets, wished: wished, look: look, outcome: outcome)
    }
}
