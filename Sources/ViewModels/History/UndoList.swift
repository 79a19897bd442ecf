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
        /// Its entries of the audit trail, as far as they are known.
        package fileprivate(set) var entries: [String] = []

        /// Whether it cannot be taken back, or could not when it was tried.
        package var stays: Bool { refusal != nil || reversal == nil }

        /// What `:undos` and the notice say of it, without full stop.
        package var words: String {
            guard let refusal else { return reversal == nil ? "“\(done)” cannot be taken back" : done }
            return "“\(done)” cannot be taken back: \(refusal)"
        }

        /// What its platform said of taking it back; one that names no more than the verb is put in the words of the edit.
        func told(undoneAs message: String) -> String {
            message.hasPrefix("undone: ") ? "undone: “\(done)”" : message
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
        add(
            outcome.message, outcome.reversal, refusal: outcome.reversal == nil ? outcome.finality : nil,
            entries: outcome.entries)
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

    private mutating func add(
        _ done: String, _ reversal: Reversal?, refusal: String?, entries: [String] = []
    ) {
        lastID += 1
        steps.append(Step(id: lastID, done: done, reversal: reversal, refusal: refusal, entries: entries))
        if steps.count > Self.limit { steps.removeFirst() }
        told = nil
    }

    // MARK: Going back

    /// What `u` comes to.
    enum Turn {
        case nothing
        case takeBack(Step, Reversal)
        /// It stays; another `u` goes past it, to the one before.
        case explain(Step, before: Step?)
    }

    /// The last step, passing over one that stays and of which it has been read why.
    ///
    /// - Parameter known: the step of which the person had been told when they pressed `u` all the same.
    mutating func turn(passing known: Step.ID?, at time: Duration) -> Turn {
        guard let last else { return .nothing }
        if let reversal = last.reversal { return .takeBack(last, reversal) }
        guard last.id == known, hasBeenReadable(at: time) else {
            told = (last.id, time)
            return .explain(last, before: steps.dropLast().last)
        }
        remove(last.id)
        return turn(passing: nil, at: time)
    }

    /// Whether the reason has stood there long enough to be read, as of every question.
    private func hasBeenReadable(at time: Duration) -> Bool {
        told.map { time - $0.at >= .milliseconds(250) } ?? false
    }

    /// Keeps why a step could not be taken back; it stays the last one, so that `u` never takes another in its place.
    mutating func refuse(_ id: Step.ID, _ reason: String) {
        guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
        steps[index].refusal = reason
    }

    /// Keeps of a step what is left of it once a part was taken back.
    mutating func keep(_ rest: Reversal, of id: Step.ID) {
        guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
        let step = steps[index]
        let done = step.done.hasPrefix(Self.restOf) ? step.done : Self.restOf + "“\(step.done)”"
        steps[index] = Step(id: id, done: done, reversal: rest, refusal: nil, entries: step.entries)
    }

    private static let restOf = "the rest of "

    subscript(id: Step.ID) -> Step? { steps.first { $0.id == id } }

    /// Notes that entries of the trail were taken back; a step of which nothing is left goes.
    mutating func forget(entries: Set<String>) {
        steps = steps.compactMap { step in
            guard !entries.isDisjoint(with: step.entries) else { return step }
            var left = step
            left.entries.removeAll(where: entries.contains)
            return left.entries.isEmpty ? nil : left
        }
    }

    /// Drops the steps that name a person who was erased: there is nobody to take them back for.
    mutating func forget(_ address: String) {
        steps.removeAll { $0.done.lowercased().contains(address.lowercased()) }
        told = nil
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

/// The work that a person waits for, numbered; edits go one after the other, so that `u` takes back the edit typed just
/// before it.
struct EditTurns {
    private var count = 0
    /// The last edit asked for, by the key of its work.
    private(set) var last: String?

    /// The key of work that waits for nobody.
    mutating func next() -> String {
        count += 1
        return "edit.\(count)"
    }

    /// The key of an edit, and that of the one that must have ended before it.
    mutating func queue() -> (own: String, before: String?) {
        let before = last
        let own = next()
        last = own
        return (own, before)
    }
}
