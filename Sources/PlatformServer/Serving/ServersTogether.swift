package import ServiceCore

/// Servers that run beside one another: they end together, with the first failure of any.
package struct ServersTogether: Sendable {
    package typealias Running = @Sendable () async throws(ServiceError) -> Void

    private var servers: [Running] = []

    package init() {}

    /// - Parameter run: serves until its task is cancelled.
    package mutating func add(_ run: @escaping Running) { servers.append(run) }

    /// Serves until the task is cancelled or one of them fails; the others are given time to end then.
    package func run() async throws(ServiceError) {
        let failure = await withTaskGroup(of: ServiceError?.self) { group in
            for server in servers {
                group.addTask {
                    do throws(ServiceError) {
                        try await server()
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            var failure: ServiceError?
            for await ended in group {
                if failure == nil { failure = ended }
                group.cancelAll()
            }
            return failure
        }
        if let failure { throw failure }
    }
}
