/// Asks all at once, so that one that is slow or fails hides nobody's answer.
///
/// - Parameter isEnough: an answer after which the others are cancelled; what they still say is given all the same.
/// - Parameter each: told every answer as it comes.
/// - Returns: what each said, in the order asked.
package func askAll<Asked: Sendable, Answer: Sendable>(
    _ asked: [Asked], isolation: isolated (any Actor)? = #isolation,
    until isEnough: (Answer) -> Bool = { _ in false },
    each: (Asked, Result<Answer, ServiceError>) -> Void = { _, _ in },
    _ question: @escaping @Sendable (Asked) async throws(ServiceError) -> Answer
) async -> [(asked: Asked, result: Result<Answer, ServiceError>)] {
    await withTaskGroup(of: (Int, Result<Answer, ServiceError>).self) { group in
        for (index, one) in asked.enumerated() {
            group.addTask {
                do throws(ServiceError) { return (index, .success(try await question(one))) } catch {
                    return (index, .failure(error))
                }
            }
        }
        var results: [Int: Result<Answer, ServiceError>] = [:]
        for await (index, result) in group {
            results[index] = result
            each(asked[index], result)
            if case .success(let answer) = result, isEnough(answer) { group.cancelAll() }
        }
        return asked.enumerated().compactMap { index, one in results[index].map { (one, $0) } }
    }
}
