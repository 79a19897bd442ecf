import NIOCore
import ServiceCore

/// So many connections to a gateway at once, kept open while there is work.
actor GatewayPool {
    /// What became of a request.
    enum Outcome: Sendable {
        case answered(GatewayAnswer)
        /// It was certainly not handed over.
        case notBegun(ServiceError)
        /// It may have been taken.
        case lost(String)
        /// Nobody waits for it any more.
        case cancelled
    }

    /// How long a connection may lie idle: one that the gateway closes just as it is used would lose a request.
    private static let idle: Duration = .seconds(3)

    private let gateway: GatewayAddress
    private let size: Int
    private let limit: Duration
    private var free: [(connection: GatewayConnection, since: ContinuousClock.Instant)] = []
    private var busy: [Int: GatewayConnection?] = [:]
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var last = 0
    private(set) var isStopped = false

    init(_ gateway: GatewayAddress, size: Int, limit: Duration) {
        (self.gateway, self.size, self.limit) = (gateway, size, limit)
    }

    var figures: (open: Int, busy: Int, waiting: Int) {
        (free.count + busy.values.count { $0 != nil }, busy.count, waiting.count)
    }

    /// Asks as soon as there is room.
    ///
    /// - Parameters:
    ///   - rest: why the gateway is left alone by now; asked when there is room.
    ///   - begin: called once there is a connection, just before the first byte; what it throws keeps it back.
    func ask(
        _ target: String, rest: @Sendable () -> ServiceError?,
        begin: @Sendable () throws(ServiceError) -> Void
    ) async -> Outcome {
        while busy.count >= size, !isStopped { await withCheckedContinuation { waiting.append($0) } }
        if isStopped { return .cancelled }
        if let rest = rest() {
            if !waiting.isEmpty { waiting.removeFirst().resume() }
            return .notBegun(rest)
        }
        last += 1
        let place = last
        busy.updateValue(nil, forKey: place)
        let outcome = await ask(target, place, begin)
        busy.removeValue(forKey: place)
        if !waiting.isEmpty { waiting.removeFirst().resume() }
        return outcome
    }

    private func ask(
        _ target: String, _ place: Int, _ begin: @Sendable () throws(ServiceError) -> Void
    ) async -> Outcome {
        let connection: GatewayConnection
        do throws(ServiceError) {
            connection = try await self.connection()
            guard !isStopped else {
                connection.close()
                return .cancelled
            }
            busy.updateValue(connection, forKey: place)
            try begin()
        } catch {
            return .notBegun(error)
        }
        let answer = await connection.ask(target)
        return take(answer, from: connection)
    }

    private func take(_ answer: Result<GatewayAnswer, any Error>, from connection: GatewayConnection)
        -> Outcome
    {
        switch answer {
        case .success(let answer):
            if answer.isReusable, !isStopped { free.append((connection, .now)) } else { connection.close() }
            return .answered(answer)
        case .failure(let error):
            connection.close()
            if GatewayConnection.isUnsent(error) {
                return .notBegun(
                    ServiceError(
                        .unreachable, "\(gateway.host) closed the connection before anything was said."))
            }
            return .lost(words(of: error))
        }
    }

    private func words(of error: any Error) -> String {
        switch error {
        case GatewayFault.timedOut:
            "no answer within \(limit.components.seconds) s after the message was handed over"
        case GatewayFault.tooLong: "an answer that is too long"
        default: "the connection ended after the message was handed over"
        }
    }

    /// The one used last that still lives, else a new one.
    private func connection() async throws(ServiceError) -> GatewayConnection {
        while let (connection, since) = free.popLast() {
            if connection.isOpen, since.duration(to: .now) < Self.idle { return connection }
            connection.close()
        }
        return try await GatewayConnection.open(to: gateway, limit: limit)
    }

    /// Begins nothing more; what is under way may end within the grace, and is given up then.
    func stop(within grace: Duration) async {
        isStopped = true
        for waiter in waiting { waiter.resume() }
        waiting = []
        for (connection, _) in free { connection.close() }
        free = []
        // A cancelled wait gives up at once.
        try? await Task.sleep(for: grace)
        for connection in busy.values { connection?.close() }
    }
}
