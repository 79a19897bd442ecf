import ServiceCore

/// What to do where the answer to a write was lost: look whether it was carried out before anything is told.
enum LostAnswer {
    /// - Parameter look: reads the platform again; nil where it does not show the change.
    /// - Throws: `.outcomeUnknown` with what was seen as its hint, or what the write was refused with.
    static func settle<Value>(
        _ write: () async throws(ServiceError) -> Value,
        byLooking look: () async throws(ServiceError) -> Value?
    ) async throws(ServiceError) -> Value {
        do throws(ServiceError) {
            return try await write()
        } catch {
            guard error.code == .outcomeUnknown else { throw error }
            let seen: Value?
            do throws(ServiceError) { seen = try await look() } catch _ { throw error }
            if let seen { return seen }
            var told = error
            told.hint =
                "Dyn was asked again at once and does not show it; a write may take minutes there, so look again before you repeat it."
            throw told
        }
    }
}

/// Does one thing after the other; where one fails, the error says how many were done before.
func inTurn<Item, Value>(
    _ items: [Item], _ step: (Item) async throws(ServiceError) -> Value
) async throws(ServiceError) -> [Value] {
    var done: [Value] = []
    for item in items {
        do throws(ServiceError) {
            done.append(try await step(item))
        } catch {
            guard items.count > 1 else { throw error }
            var told = error
            told.message = "\(done.count) of \(items.count) done, then: \(error.message)"
            throw told
        }
    }
    return done
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
