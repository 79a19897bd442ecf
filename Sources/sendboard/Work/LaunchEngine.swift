import Platform
import ServiceCore

/// The engine as a launch sees it, at the moment of the launch.
struct LaunchEngine: Sendable {
    /// Where another process has the engine, which one: `the engine of process 4711`.
    let other: String?
    let start: @Sendable () -> Void
    /// Throws where no engine sends anything until a person has decided.
    let check: @Sendable () async throws(ServiceError) -> Void

    init(
        other: String?, start: @escaping @Sendable () -> Void,
        check: @escaping @Sendable () async throws(ServiceError) -> Void = { () async throws(ServiceError) in
        }
    ) {
        self.other = other
        self.start = start
        self.check = check
    }

    init(_ platform: EmbeddedPlatform) {
        let other: Int32? = if case .other(let id) = platform.engineStatus() { id } else { nil }
        self.init(
            other: other.map { "the engine of \(ProcessWords.of($0))" }, start: { platform.startEngine() },
            check: { () async throws(ServiceError) in
                if let hold = try await platform.engineHold() { throw hold.error }
            })
    }
}
