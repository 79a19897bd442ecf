package import ServiceCore

/// What this console did, newest last; `u` goes back through it and passes over nothing in silence.
package struct UndoList: Sendable {
    package struct Step: Sendable, Identifiable {
        package let id: Int
        /// As its notice told it: `200 contacts deleted`.
        package let done: String
        /// Nil where nothing takes it back.
        package fileprivate(set) var reversal: Reversal?
        /// Why it cannot be taken back, or was not when it was tried.
        package fileprivate(set) var refusal: String?

        /// What `:undos` and the notice say of it, without full stop.
        package var words: String {
            guard let refusal else {
                return reversal == nil ? "“\(done)” cannot be taken back" : done
            }
            return "“\(done)” cannot be taken back: \(refusal)"
        }
    }

    package private(set) var steps: [Step] = []
    /// The step of which a person has been told why it stays, and when.
    package private(set) var told: (step: Step.ID, at: Duration)?
    private var lastID = 0
    /// More than anybody goes back.
    private static let limit = 200

    package init() {}

    package var last: Step? { steps.last }

    /// Keeps what an edit did, whether or not it can be taken back.
    mutating func note(_ outcome: EditOutcome) {
        guard outcome.isEdit else { return }
        add(outcome.message, outcome.reversal, refusal: outcome.reversal == nil ? outcome.finality : nil)
        for lost in outcome.lost { add(lost) }
    }

    /// Keeps something that may have been done; where it can be looked for, taking it back looks for it first.
    mutating func noteUnknown(_ error: ServiceError) {
        guard error.code == .outcomeUnknown else { return }
        if let lost = error.lost { return add(lost) }
        add(error.message.withoutFullStop, nil, refusal: "nobody knows whether it was done")
    }

    private mutating func add(_ lost: LostEdit) {
        add("\(lost.summary), whose answer was lost", lost.reversal, refusal: nil)
    }

    private mutating func add(_ done: String, _ reversal: Reversal?, refusal: String?) {
        lastID += 1
        steps.append(Step(id: lastID, done: done, reversal: reversal, refusal: refusal))
        if steps.count > Self.limit { steps.removeFirst() }
        told = nil
    }

    /// Notes that a person was told why the last step stays.
    mutating func tell(_ refusal: String? = nil, at time: Duration) {
        guard let last = steps.indices.last else { return }
        if let refusal { steps[last].refusal = refusal }
        told = (steps[last].id, time)
    }

    /// Notes that the answer to taking a step back was lost, so that the next try looks for it first.
    mutating func lose(_ id: Step.ID, _ lost: LostEdit) {
        guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
        steps[index].reversal = steps[index].reversal?.resumed(after: lost)
    }

    mutating func remove(_ id: Step.ID) {
        steps.removeAll { $0.id == id }
        told = nil
    }
}
