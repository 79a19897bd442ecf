import FoundationEssentials
package import Logging
package import ServiceCore

/// The way to one platform: keeps its connections open, bounds each call and says plainly what went wrong.
///
/// - Certificates are always verified, redirects never followed, proxies ignored, compression declined.
/// - A read is asked again at most twice, after 429, 502, 503, 504 and dropped connections, jittered;
///   `Retry-After` is waited for where it ends inside the total limit, else the error carries it; until then the same
///   read is not sent again, whoever asks.
/// - A write goes out once. Where its answer is lost the error is `.outcomeUnknown`.
/// - Each attempt is one line in the request log, without keys, bodies or URLs.
///
/// ```swift
/// let transport = try settings.transport(platform: "Dyn", path: "rest/json", envelope: DynEnvelope.open)
/// let answer = try await transport.send(.read("senders.list", "senders", query: ["apikey": .secret(key)]))
/// let rows = try answer.payload["senders"].items()
/// ```
package final class HTTPTransport: Sendable {
    /// Opens a platform's envelope: its payload, or the error that the platform reports in it.
    package typealias Envelope = @Sendable (HTTPAnswer) throws(ServiceError) -> JSONReader

    let platform: String
    let connection: ConnectionID
    let base: BaseURL
    let limits: TransportLimits
    let clock: TransportClock
    let envelope: Envelope
    let wire: WireClient
    private let log: CallLog
    private let holds = RetryHolds()

    /// - Parameter platform: the title that sentences begin with.
    /// - Throws: `.invalid` where an authority of `trust` is no certificate.
    package init(
        platform: String, connection: ConnectionID, base: BaseURL,
        limits: TransportLimits = TransportLimits(),
        trust: TransportTrust = .system, clock: TransportClock = .system, log: (any RequestLog)? = nil,
        logger: Logger = Logger(label: "sendboard.http"), envelope: @escaping Envelope = HTTPAnswer.plain
    ) throws(ServiceError) {
        self.platform = platform
        self.connection = connection
        self.base = base
        self.limits = limits
        self.clock = clock
        self.envelope = envelope
        self.log = CallLog(requests: log, logger: logger)
        wire = try WireClient(limits: limits, trust: trust)
    }

    /// Sends a request and opens the platform's envelope.
    ///
    /// - Throws: what the envelope reports; `.unreachable`, `.timedOut`, `.cancelled`, `.malformedAnswer`, and
    ///   for a write whose answer was lost `.outcomeUnknown`.
    package func send(_ request: HTTPRequest) async throws(ServiceError) -> HTTPAnswer {
        let call = CallContext(
            platform: platform, connection: connection, operation: request.operation, isRead: request.isRead)
        do throws(ServiceError) {
            return try await repeating(WireRequest(request, base: base, call: call), call)
        } catch {
            throw error.hiding(request.secrets)
        }
    }

    private func repeating(_ request: WireRequest, _ call: CallContext) async throws(ServiceError)
        -> HTTPAnswer
    {
        let end = clock.now() + limits.total
        var attempt = 0
        while true {
            do throws(CallFailure) {
                return try await unheld(request, call, within: end - clock.now())
            } catch {
                let asked = error.error.retryAfter
                let wait = asked ?? backOff(attempt)
                guard call.isRead, error.isPassing, attempt < limits.readRepetitions, clock.now() + wait < end
                else { throw error.error }
                if asked != nil {
                    await Asking.current.waits(connection, clock.date() + (wait / .seconds(1)))
                }
                try await pause(wait, call)
                attempt += 1
            }
        }
    }

    /// One attempt, unless the platform has asked to be left in peace.
    private func unheld(
        _ request: WireRequest, _ call: CallContext, within limit: Duration
    ) async throws(CallFailure) -> HTTPAnswer {
        if let refusal = holds.refusal(of: call, now: clock.now()) {
            throw CallFailure(refusal, isPassing: true)
        }
        do throws(CallFailure) {
            let answer = try await logged(request, call, within: limit)
            holds.note(nil, of: call, now: clock.now())
            return answer
        } catch {
            holds.note(error.error, of: call, now: clock.now())
            throw error
        }
    }

    /// Half a second, then one, each half or one and a half times as long by chance.
    private func backOff(_ attempt: Int) -> Duration {
        .milliseconds(500 << attempt) * (0.5 + clock.random())
    }

    private func pause(_ wait: Duration, _ call: CallContext) async throws(ServiceError) {
        do {
            try await clock.sleep(wait)
        } catch {
            throw call.error(.cancelled, "\(call.deed) was cancelled.")
        }
    }

    private func logged(
        _ request: WireRequest, _ call: CallContext, within limit: Duration
    ) async throws(CallFailure) -> HTTPAnswer {
        let (start, date) = (clock.now(), clock.date())
        do throws(CallFailure) {
            let answer = try await attempt(request, call, within: limit)
            await log.record(answer.call, nil, at: date, took: clock.now() - start, bytes: answer.body.count)
            return answer
        } catch {
            var call = call
            call.status = error.error.origin?.status
            await log.record(
                call, error.error.code, at: date, took: clock.now() - start, bytes: error.answerBytes)
            throw error
        }
    }
}
