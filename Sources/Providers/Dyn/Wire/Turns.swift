import ServiceCore

/// One thing done after the other, as far as it went.
struct Turns<Item: Sendable, Value: Sendable>: Sendable {
    private(set) var done: [(item: Item, value: Value)] = []
    /// What was not reached, the one that failed first.
    private(set) var left: [Item] = []
    private(set) var failure: ServiceError?

    /// - Throws: where the first one fails, so that nothing was done.
    init(
        _ items: [Item], _ step: (Item) async throws(ServiceError) -> Value
    ) async throws(ServiceError) {
        for (index, item) in items.enumerated() {
            do throws(ServiceError) {
                done.append((item, try await step(item)))
            } catch {
                guard index > 0 else { throw error }
                (left, failure) = (Array(items[index...]), error)
                return
            }
        }
    }

    var values: [Value] { done.map(\.value) }

    /// What was done, with how far it went.
    ///
    /// - Parameter id: the row that an item is about, where it is about one.
    func outcome(_ told: EditOutcome, of id: (Item) -> ResourceID?) -> EditOutcome {
        guard let failure else { return told }
        var outcome = told
        outcome.message = "\(done.count) of \(done.count + left.count) done, then: \(failure.message)"
        outcome.isAsWished = false
        outcome.findings += [failure.hint].compactMap(\.self)
        outcome.lost = [failure.lost].compactMap(\.self)
        let lost = outcome.lost.flatMap(\.targets)
        outcome.undone = left.compactMap(id).filter { !lost.contains($0) }
        return outcome
    }
}

extension DynClient {
    /// How a write is looked for where its answer is lost.
    func settling<Value: Sendable>(
        _ targets: [ResourceID], from before: [Row] = [], wished: [Row] = [],
        look: @escaping Settling<Value>.Look,
        outcome: @escaping Settling<Value>.Telling
    ) -> Settling<Value> {
        Settling(on: "Dyn", targets, from: before, wished: wished, look: look, outcome: outcome)
    }
}

/// Does several reads at once and gives their answers in order, or the first failure.
func atOnce<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ step: @escaping @Sendable (Item) async throws(ServiceError) -> Value
) async throws(ServiceError) -> [Value] {
    let results = await withTaskGroup(of: (Int, Result<Value, ServiceError>).self) { group in
        for (index, item) in items.enumerated() {
            group.addTask {
                do throws(ServiceError) {
                    return (index, .success(try await step(item)))
                } catch {
                    return (index, .failure(error))
                }
            }
        }
        var results: [Int: Result<Value, ServiceError>] = [:]
        for await (index, result) in group {
            results[index] = result
            if case .failure = result { group.cancelAll() }
        }
        return results
    }
    // A failure cancels the others, whose errors say no more than that.
    let failures = results.sorted { $0.key < $1.key }.compactMap { $0.value.failure }
    if let first = failures.first(where: { $0.code != .cancelled }) ?? failures.first { throw first }
    return items.indices.compactMap { try? results[$0]?.get() }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
