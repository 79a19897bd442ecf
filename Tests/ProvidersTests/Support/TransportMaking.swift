import Logging
import Providers
import ServiceCore
import TestSupport

extension HTTPTransport {
    /// A transport to a scripted server; its answers are plain HTTP unless an envelope says more.
    static func to(
        _ server: ScriptedServer, limits: TransportLimits? = nil,
        trust: TransportTrust = .system, clock: TransportClock? = nil, log: (any RequestLog)? = nil,
        logger: Logger = RecordedLines().logger, envelope: @escaping Envelope = HTTPAnswer.plain
    ) throws(ServiceError) -> HTTPTransport {
        // A clock of the test's own goes with the usual limits, which it steps through.
        let usual = clock == nil ? TransportLimits.generous : TransportLimits()
        return try HTTPTransport(
            platform: "Dyn", connection: "dyn", base: try BaseURL(server.url), limits: limits ?? usual,
            trust: trust, clock: clock ?? .system, log: log, logger: logger, envelope: envelope)
    }

    /// The error that a request ends with.
    func failure(_ request: HTTPRequest) async throws -> ServiceError {
        do throws(ServiceError) {
            _ = try await send(request)
        } catch {
            return error
        }
        throw UnexpectedSuccess()
    }

    private struct UnexpectedSuccess: Error {}
}

extension TransportLimits {
    /// For tests that are not about time: a loaded machine ends no call of theirs.
    static let generous = TransportLimits(total: .seconds(600), idle: .seconds(600), connect: .seconds(600))
}

extension HTTPRequest {
    static let list = HTTPRequest.read("rows.list", "rows")
    static let create = HTTPRequest.write("rows.create", "rows", body: .json(["name": "ana"]))
}
