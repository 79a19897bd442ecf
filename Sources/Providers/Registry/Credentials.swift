package import ServiceCore

/// A connection's credentials by name, fetched when the first call needs them and then kept in memory.
///
/// ```swift
/// let key = try await settings.credentials["api-key"]
/// ```
package struct Credentials: Sendable {
    private let kept: Kept

    /// - Parameter fetch: reads a variable or a file, or runs a command; called once for each name, even
    ///   where five panes ask at the same moment, and again after it failed.
    package init(fetch: @escaping @Sendable (String) async throws(ServiceError) -> Secret) {
        kept = Kept(fetch)
    }

    /// Credentials that are at hand.
    package init(_ values: [String: Secret]) {
        self.init { name throws(ServiceError) in
            guard let value = values[name] else {
                throw ServiceError(
                    .unauthorized, "The connection has no \(name).",
                    hint: "Add it under credentials in the configuration.", field: name)
            }
            return value
        }
    }

    package subscript(name: String) -> Secret {
        get async throws(ServiceError) { try await kept.value(name) }
    }

    private actor Kept {
        private let fetch: @Sendable (String) async throws(ServiceError) -> Secret
        private var fetches: [String: Task<Result<Secret, ServiceError>, Never>] = [:]

        init(_ fetch: @escaping @Sendable (String) async throws(ServiceError) -> Secret) {
            self.fetch = fetch
        }

        func value(_ name: String) async throws(ServiceError) -> Secret {
            let running = fetches[name] ?? start(name)
            let result = await running.value
            if case .failure = result, fetches[name] == running { fetches[name] = nil }
            return try result.get()
        }

        private func start(_ name: String) -> Task<Result<Secret, ServiceError>, Never> {
            let task = Task { [fetch] in
                do throws(ServiceError) {
                    return Result<Secret, ServiceError>.success(try await fetch(name))
                } catch {
                    return .failure(error)
                }
            }
            fetches[name] = task
            return task
        }
    }
}
