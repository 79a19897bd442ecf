import ServiceCore
import Synchronization

/// The answer to a call that is part of something else and that not every platform has; nil where this one has not.
///
/// A call of which a 404 says that the row is gone is none of these.
func ifOffered<Answer>(
    _ call: @autoclosure () async throws(ServiceError) -> Answer
) async throws(ServiceError) -> Answer? {
    do throws(ServiceError) {
        return try await call()
    } catch {
        guard let status = error.origin?.status, [404, 405, 410, 501].contains(status) else { throw error }
        return nil
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

/// What calls have told, by what it is of; shared by all copies of whoever holds it.
final class Remembered<Value: Sendable>: Sendable {
    private let kept = Mutex<[String: Value]>([:])

    subscript(key: String) -> Value? {
        get { kept.withLock { $0[key] } }
        set { kept.withLock { $0[key] = newValue } }
    }
}
