import FoundationEssentials
import Glibc

/// What a command has of the world around it; tests hand in their own.
struct Console: Sendable {
    let output: Output
    let errors: Output
    let environment: [String: String]
    let home: String
    /// `kim@console`, for the audit trail.
    let who: String
    let now: @Sendable () -> Date

    /// The process's own.
    static let standard: Console = {
        let environment = ProcessInfo.processInfo.environment
        let account = getpwuid(getuid())?.pointee
        let name = environment["USER"] ?? account?.pw_name.map { String(cString: $0) } ?? "somebody"
        let home = environment["HOME"] ?? account?.pw_dir.map { String(cString: $0) } ?? "/"
        return Console(
            output: Output(descriptor: STDOUT_FILENO), errors: Output(descriptor: STDERR_FILENO),
            environment: environment, home: home, who: name + "@console", now: { Date() })
    }()
}
