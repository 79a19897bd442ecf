import FoundationEssentials
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

/// How another process is named to a person.
enum ProcessWords {
    /// - Parameter id: 0 where it is not known.
    static func of(_ id: Int32) -> String {
        guard id > 0 else { return "another process" }
        return "process \(id)" + (isStopped(id) ? ", which is stopped (kill -CONT \(id) lets it go on)" : "")
    }

    /// As a process is that Ctrl-Z or a SIGSTOP has stopped: it keeps what it had.
    private static func isStopped(_ id: Int32) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
        // The name before it stands in brackets and may hold anything.
        guard let end = status.lastIndex(of: ")") else { return false }
        return status[end...].dropFirst(2).first == "T"
    }
}
