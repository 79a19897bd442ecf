import FoundationEssentials
import Glibc
import ServiceCore
import Synchronization
import Terminal

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

/// Text on its way to a stream, gathered into large writes.
final class Output: Sendable {
    /// Whether a person's terminal is at the other end.
    let isTerminal: Bool
    /// The width of that terminal, 80 where there is none.
    let columns: Int
    private let sink: @Sendable ([UInt8]) -> Int32
    private let state = Mutex(State())

    private struct State {
        var buffer: [UInt8] = []
        /// Why nothing more is taken; 0 while all is well.
        var problem: Int32 = 0
    }

    /// - Parameter sink: takes bytes and gives 0 or an `errno`.
    init(isTerminal: Bool = false, columns: Int = 80, sink: @escaping @Sendable ([UInt8]) -> Int32) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.sink = sink
    }

    convenience init(descriptor: Int32) {
        let isTerminal = isatty(descriptor) == 1
        var size = winsize()
        let isMeasured = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        self.init(isTerminal: isTerminal, columns: isMeasured ? Int(size.ws_col) : 80) { bytes in
            Self.writeAll(bytes, to: descriptor)
        }
    }

    /// What is thrown where the reader has gone, as `head` does: nobody wants to hear of it.
    static let readerGone = ServiceError(.cancelled, "The reader of the output has gone.")

    func write(_ text: String) throws(ServiceError) {
        let isFull = state.withLock { state in
            state.buffer.append(contentsOf: text.utf8)
            return state.buffer.count >= 1 << 16
        }
        if isFull { try flush() }
    }

    func line(_ text: String) throws(ServiceError) { try write(text + "\n") }

    /// - Throws: `readerGone`, or `.storage` where the stream takes nothing; from then on each time, so that the end of
    ///   the program hears of it also where nobody minded before.
    func flush() throws(ServiceError) {
        let code = state.withLock { state -> Int32 in
            guard state.problem == 0 else { return state.problem }
            guard !state.buffer.isEmpty else { return 0 }
            state.problem = sink(state.buffer)
            state.buffer.removeAll(keepingCapacity: true)
            return state.problem
        }
        if code == EPIPE { throw Self.readerGone }
        if code != 0 {
            throw ServiceError(.storage, "The output cannot be written: \(String(cString: strerror(code))).")
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}

/// Text from outside on its way to a terminal.
enum SafeLine {
    /// One line in which nothing steers the terminal.
    static func of(_ text: String) -> String { SafeText(text).text }
}
