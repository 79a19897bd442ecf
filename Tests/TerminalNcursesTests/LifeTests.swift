import Glibc
import Testing

@testable import Terminal
@testable import TerminalNcurses

extension WithATerminal {
    @Suite @MainActor struct LifeTests {
        @Test func `stopping leaves the terminal as it was found`() async throws {
            let pty = try PseudoTerminal()
            let found = pty.modes
            let terminal = try NcursesTerminal(
                .init(
                    input: pty.slave, output: pty.slave,
                    environment: TerminalEnvironment(term: "xterm-256color")))
            #expect(pty.modes.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
            terminal.paint(Canvas(size: terminal.size), ResolvedTheme(.bare, depth: .mono))
            terminal.stop()
            terminal.stop()
            let sent = String(decoding: await pty.output(), as: UTF8.self)
            #expect(pty.modes.c_lflag == found.c_lflag)
            #expect(pty.modes.c_iflag == found.c_iflag)
            #expect(pty.modes.c_oflag == found.c_oflag)
            for (on, off) in [("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?2004h", "\u{1B}[?2004l")] {
                let start = try #require(sent.firstRange(of: on))
                let end = try #require(sent.firstRange(of: off))
                #expect(start.upperBound < end.lowerBound)
            }
            let shown = try #require(sent.ranges(of: "\u{1B}[?12l\u{1B}[?25h").last)
            #expect(!sent[shown.upperBound...].contains("\u{1B}[?25l"))
        }

        @Test func `after stopping nothing is sent any more`() async throws {
            let desk = try Desk()
            desk.terminal.stop()
            _ = await desk.pty.output()
            var canvas = Canvas(size: desk.terminal.size)
            canvas.put("late", at: .zero)
            #expect(await desk.show(canvas).isEmpty)
            #expect(!desk.terminal.copyToClipboard("x"))
        }

        @Test(arguments: [
            ("dumb", TerminalStartError.dumbTerminal(term: "dumb")),
            ("no-such-terminal", .unknownTerminal(term: "no-such-terminal")),
            ("", .unknownTerminal(term: "")),
        ])
        func `terminals that cannot show the board are refused`(term: String, error: TerminalStartError) {
            #expect(throws: error) { _ = try Desk(term: term) }
            #expect(!error.message.isEmpty && !error.hint.isEmpty)
        }

        @Test func `a pipe is no terminal`() throws {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            defer { ends.forEach { close($0) } }
            #expect(throws: TerminalStartError.notATerminal) {
                _ = try NcursesTerminal(
                    .init(input: ends[0], output: ends[1], environment: TerminalEnvironment(term: "xterm")))
            }
        }

        @Test func `copying sends the request and nothing else`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            _ = await desk.show(Canvas(size: desk.terminal.size))
            #expect(desk.terminal.copyToClipboard("foo"))
            #expect(await desk.pty.output() == Array("\u{1B}]52;c;Zm9v\u{7}".utf8))
        }

        @Test func `standard error goes to the log while the screen is up, and back`() throws {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            defer { ends.forEach { close($0) } }
            let desk = try Desk(errorLog: ends[1])
            _ = write(STDERR_FILENO, "oops", 4)
            desk.terminal.stop()
            var log = stat()
            var errors = stat()
            fstat(ends[1], &log)
            fstat(STDERR_FILENO, &errors)
            var bytes = [UInt8](repeating: 0, count: 4)
            #expect(read(ends[0], &bytes, 4) == 4)
            #expect(bytes == Array("oops".utf8))
            #expect(log.st_ino != errors.st_ino)
        }

        @Test func `without UTF-8 the alphabet is ASCII`() throws {
            let pty = try PseudoTerminal()
            let environment = TerminalEnvironment(term: "xterm", isUTF8: false)
            let terminal = try NcursesTerminal(
                .init(input: pty.slave, output: pty.slave, environment: environment))
            defer { terminal.stop() }
            #expect(terminal.alphabet == .ascii)
        }

        @Test func `everything that sanitised text emits is as wide as the C library says`() throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            let scalars = (0x20...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
            let wrong = scalars.filter { scalar in
                SafeText(String(scalar)).glyphs.contains { !Self.agrees($0) }
            }
            #expect(Array(wrong).isEmpty)
        }

        private static func agrees(_ glyph: Glyph) -> Bool {
            let widths = glyph.scalars.map { cWidth(of: $0) }
            return widths.first == Int(glyph.width) && widths.dropFirst().allSatisfy { $0 == 0 }
        }
    }
}
