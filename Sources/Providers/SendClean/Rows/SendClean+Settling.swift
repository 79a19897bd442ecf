import ServiceCore

extension SendClean {
    /// How a write is looked for where its answer is lost.
    static func settling<Value: Sendable>(
        _ targets: [ResourceID], from before: [Row] = [], wished: [Row] = [],
        look: @escaping Settling<Value>.Look,
        outcome: @escaping Settling<Value>.Telling
    ) -> Settling<Value> {
        Settling(on: "SendClean", targets, from: before, wished: wished, look: look, outcome: outcome)
    }
}
