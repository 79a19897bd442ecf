import Foundation
import Glibc
import Testing

/// A terminal that has stopped reading, as a window whose program hangs: writing to it would wait for ever.
@Suite(.serialized, .timeLimit(.minutes(5))) struct StuckTerminalTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGUSR1])
    func `one signal ends the board within five seconds, and gives the terminal back`(signal: Int32)
        async throws
    {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(of: program)
        let terminal = try UnreadTerminal()
        let board = try BoardProcess(program, on: terminal)
        try await terminal.read(until: "Accounts")
        try await terminal.fill()

        let start = ContinuousClock.now
        kill(board.process.processIdentifier, signal)
        let end = try #require(await board.end())
        #expect(end - start < .seconds(5))
        #expect(board.process.terminationReason == .uncaughtSignal)
        #expect(board.process.terminationStatus == signal)
        #expect(terminal.modes.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON))
        try await terminal.read(until: "\u{1B}[?1049l")
    }
}

/// The board on a terminal of its own.
private final class BoardProcess {
    let process = Process()
    private let ends: AsyncStream<ContinuousClock.Instant>

    init(_ program: BuiltProgram, on terminal: UnreadTerminal) throws {
        let (ends, continuation) = AsyncStream.makeStream(of: ContinuousClock.Instant.self)
        self.ends = ends
        process.executableURL = BuiltProgram.location
        process.arguments = ["--data-dir", "data"]
        process.environment = [
            "HOME": program.home, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
        ]
        process.currentDirectoryURL = URL(filePath: program.home)
        let slave = FileHandle(fileDescriptor: terminal.slave, closeOnDealloc: false)
        (process.standardInput, process.standardOutput, process.standardError) = (slave, slave, slave)
        process.terminationHandler = { _ in
            continuation.yield(.now)
            continuation.finish()
        }
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Waits for its end, and says when that was: who waits may be woken a good while after it.
    func end() async -> ContinuousClock.Instant? { await ends.first { _ in true } }
}

/// A terminal that reads only when it is told to.
private final class UnreadTerminal {
    private let master: Int32
    let slave: Int32

    init() throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&master, &slave, nil, nil, &size) == 0)
        (self.master, self.slave) = (master, slave)
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        close(master)
        close(slave)
    }

    var modes: termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }

    func read(until text: String) async throws {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while !String(decoding: all, as: UTF8.self).contains(text) {
            let count = Glibc.read(master, &chunk, chunk.count)
            if count > 0 { all += chunk[..<count] } else { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    /// Has the picture painted anew, and reads none of it, until there is no room for more.
    func fill() async throws {
        var room = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
        while poll(&room, 1, 0) > 0 {
            _ = write(master, "\u{0C}", 1)
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
