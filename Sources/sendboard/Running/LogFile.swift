import FoundationEssentials
import Glibc
import Logging
import ServiceCore
import Synchronization

/// The log of this process: one file in the state directory, made when there is something to say.
enum LogFile {
    private static let isStarted = Mutex(false)

    /// Sends swift-log to the file; later calls change nothing.
    static func start(at path: String, level: Logger.Level) {
        let isFirst = isStarted.withLock { started in
            defer { started = true }
            return !started
        }
        guard isFirst else { return }
        let sink = LogSink(path: path)
        LoggingSystem.bootstrap { FileLogHandler(label: $0, logLevel: level, sink: sink) }
    }

    /// A failure by its code and origin alone: messages may hold addresses.
    static func note(_ error: ServiceError) {
        var metadata: Logger.Metadata = ["code": "\(error.code.rawValue)"]
        if let origin = error.origin {
            metadata["connection"] = "\(origin.connection)"
            metadata["operation"] = "\(origin.operation)"
            if let status = origin.status { metadata["status"] = "\(status)" }
        }
        Logger(label: "sendboard").notice("command failed", metadata: metadata)
    }
}

/// One line a message: time, level, label, words, facts.
struct FileLogHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let sink: LogSink

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        sink.write("\(Date().formatted(.iso8601)) \(event.level) \(label): \(event.message)\(facts)\n")
    }
}

/// The open file; a log that cannot be written is no reason to stop.
final class LogSink: Sendable {
    private let path: String
    private let descriptor = Mutex<Int32?>(nil)
    /// A file grown past this becomes `.1`, so that the log never takes more than twice as much.
    private static let limit = 4 << 20

    init(path: String) { self.path = path }

    func write(_ line: String) {
        descriptor.withLock { descriptor in
            let file = descriptor ?? open()
            descriptor = file
            guard file >= 0 else { return }
            let bytes = Array(line.utf8)
            _ = Glibc.write(file, bytes, bytes.count)
        }
    }

    /// A descriptor of its own on the file, negative where there can be none.
    func open() -> Int32 {
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var status = stat()
        if stat(path, &status) == 0, status.st_size > Self.limit { rename(path, path + ".1") }
        return Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    }
}
