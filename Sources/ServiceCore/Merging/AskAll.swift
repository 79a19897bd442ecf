/// Asks all at once, so that one that is slow or fails hides nobody's answer.
///
/// What is told runs where it was made to run: a closure of the main actor hops there, and the compiler proves it.
///
/// - Parameter isEnough: an answer after which the others are cancelled; what they still say is given all the same.
/// - Parameter each: told every answer as it comes, one after the other.
/// - Returns: what each said, in the order asked.
package func askAll<Asked: Sendable, Answer: Sendable>(
    _ asked: [Asked],
    until isEnough: @Sendable (Answer) -> Bool = { _ in false },
    each: @Sendable (Asked, Result<Answer, ServiceError>) async -> Void = { _, _ in },
    _ question: @escaping @Sendable (Asked) async throws(ServiceError) -> Answer
) async -> [(asked: Asked, result: Result<Answer, ServiceError>)] {
    await withTaskGroup(of: (Int, Result<Answer, ServiceError>).self) { group in
        for (index, one) in asked.enumerated() {
            group.addTask {
                (index, await Result { () async throws(ServiceError) in try await question(one) })
            }
        }
        var results: [Int: Result<Answer, ServiceError>] = [:]
        for await (index, result) in group {
            results[index] = result
            await each(asked[index], result)
            if case .success(let answer) = result, isEnough(answer) { group.cancelAll() }
        }
        return asked.enumerated().compactMap { index, one in results[index].map { (one, $0) } }
    }
}
