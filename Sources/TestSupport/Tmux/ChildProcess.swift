import Dispatch
import Foundation
import Glibc

/// One program run to its end, without the run loops that Foundation's `Process` waits in.
///
/// It inherits none of this process's files but its three streams: tmux leaves a server behind, and what that held open
/// would keep whoever reads the other end waiting.
struct ChildProcess {
    let status: Int32
    let output: String

    /// - Parameter input: what it reads; it must fit into a pipe's buffer, or be read at once.
    init(_ arguments: [String], environment: [String: String], input: [UInt8]? = nil) throws {
        let (into, outOf) = (try Pipe(), try Pipe())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, into.reading, 0)
        posix_spawn_file_actions_adddup2(&actions, outOf.writing, 1)
        posix_spawn_file_actions_adddup2(&actions, outOf.writing, 2)
        // What is not open there is passed over.
        for other in 3..<Int32(1024) { posix_spawn_file_actions_addclose(&actions, other) }
        var attributes = Self.ordinarySignals()
        defer { posix_spawnattr_destroy(&attributes) }
        var child: pid_t = 0
        let problem = withStrings(arguments) { arguments in
            withStrings(environment.map { "\($0)=\($1)" }) {
                posix_spawnp(&child, arguments[0]!, &actions, &attributes, arguments, $0)
            }
        }
        close(into.reading)
        close(outOf.writing)
        guard problem == 0 else {
            throw TmuxTerminal.Failure("\(arguments[0]): \(String(cString: strerror(problem)))")
        }
        // Whoever waits holds one of the few threads that tests run on, and no time limit of a test ends such a wait.
        let watch = DispatchWorkItem { [child] in _ = kill(child, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(60), execute: watch)
        defer { watch.cancel() }
        into.write(input ?? [])
        output = String(decoding: outOf.readToEnd(), as: UTF8.self)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// The thread that spawns may have signals blocked, which the child would inherit, and all that it starts.
    private static func ordinarySignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    private struct Pipe {
        let reading, writing: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
                throw TmuxTerminal.Failure("no pipe")
            }
            (reading, writing) = (ends[0], ends[1])
        }

        /// Writes all and closes; a reader that has gone ends it.
        func write(_ bytes: [UInt8]) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
            close(writing)
        }

        func readToEnd() -> [UInt8] {
            var all: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = read(reading, &chunk, chunk.count), count > 0 || errno == EINTR {
                if count > 0 { all += chunk[..<count] } else if count == 0 { break }
            }
            close(reading)
            return all
        }
    }
}

/// Calls `body` with the strings as C wants them: ended by a null pointer.
private func withStrings<Answer>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Answer
) -> Answer {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
