import ServiceCore

extension HTTPTransport {
    /// One exchange and the envelope's verdict on it.
    func attempt(
        _ request: WireRequest, _ call: CallContext, within limit: Duration
    ) async throws(CallFailure) -> HTTPAnswer {
        guard !Task.isCancelled else {
            throw CallFailure(call.error(.cancelled, "\(call.deed) was cancelled."))
        }
        let start = clock.now()
        let raw = try await race(request, call, within: limit)
        var answered = call
        answered.status = raw.status
        var answer = HTTPAnswer(
            status: raw.status, headers: raw.headers, body: raw.body, duration: clock.now() - start,
            retryAfter: RetryAfter.wait(raw.retryAfter, now: clock.date()), call: answered,
            payload: JSONReader(nil, call: answered))
        do throws(ServiceError) {
            answer.payload = try envelope(answer)
            return answer
        } catch {
            throw CallFailure(error, answer: answer)
        }
    }

    /// The exchange against the clock: whichever ends first ends the other.
    private func race(
        _ request: WireRequest, _ call: CallContext, within limit: Duration
    ) async throws(CallFailure) -> RawAnswer {
        let ending = await withTaskGroup(of: Ending.self) { [wire, clock] group in
            group.addTask { .exchanged(await wire.exchange(request, call)) }
            group.addTask {
                do { try await clock.sleep(limit) } catch { return .undecided }
                return .outOfTime
            }
            defer { group.cancelAll() }
            while let ending = await group.next() {
                if case .undecided = ending { continue }
                return ending
            }
            return .undecided
        }
        switch ending {
        case .exchanged(let result): return try result.get()
        case .outOfTime: throw CallFailure(.outOfTime(call, after: limits.total))
        case .undecided: throw CallFailure(.cancelled(call))
        }
    }

    private enum Ending: Sendable {
        case exchanged(Result<RawAnswer, CallFailure>), outOfTime, undecided
    }
}
