/// One thing done after the other, where a platform takes one at a time; every edit of several rows goes through it.
///
/// It stops at the first that fails, unless whoever asks keeps going (`Asking.keepsGoing`).
package struct Turns<Item: Sendable, Value: Sendable>: Sendable {
    package private(set) var done: [(item: Item, value: Value)] = []
    /// What was not done, tried ones first.
    package private(set) var failures: [EditShortfall.Failure] = []

    /// - Parameters:
    ///   - part: what an item is, for the notice and the audit trail.
    ///   - concernsOne: whether an error is the one item's, so that the others are done without being asked for.
    /// - Throws: the first failure where nothing was done, with what came of each where there are several.
    package init(
        _ items: [Item], part: (Item) -> EditPart, concernsOne: (ServiceError) -> Bool = { _ in false },
        _ step: (Item) async throws(ServiceError) -> Value
    ) async throws(ServiceError) {
        var rest = items[...]
        var last: ServiceError?
        while let item = rest.popFirst() {
            do throws(ServiceError) {
                done.append((item, try await step(item)))
            } catch {
                failures.append(EditShortfall.Failure(part(item), error))
                last = error
                guard concernsOne(error) || (Asking.current.keepsGoing && !error.isOfAll) else { break }
            }
        }
        guard var error = failures.first?.error, let last else { return }
        failures += rest.map { EditShortfall.Failure(part($0), last, wasTried: false) }
        guard done.isEmpty else { return }
        if failures.count > 1 { error.shortfall = EditShortfall(of: failures.count, failures) }
        throw error
    }

    package var values: [Value] { done.map(\.value) }

    /// What was done, with what was not.
    ///
    /// - Parameter notice: what the board says of both; nil says how far it went and what came then.
    package func outcome(_ told: EditOutcome, notice: String? = nil) -> EditOutcome {
        guard let first = failures.first else { return told }
        let count = done.count + failures.count
        var outcome = told
        outcome.shortfall = EditShortfall(of: count, failures, done: told.message)
        outcome.message = notice ?? "\(done.count) of \(count) done, then: \(first.error.message)"
        outcome.isAsWished = false
        outcome.findings += failures.map(\.sentence)
        outcome.lost += failures.filter(\.wasTried).compactMap(\.error.lost)
        let lost = Set(outcome.lost.flatMap(\.targets))
        outcome.undone += failures.compactMap(\.part.id).filter { !lost.contains($0) }
        return outcome
    }
}

extension ServiceError {
    /// Whether the next one would fail as this one did.
    fileprivate var isOfAll: Bool {
        [.cancelled, .storage, .unauthorized, .unreachable, .readOnly].contains(code)
    }
}
