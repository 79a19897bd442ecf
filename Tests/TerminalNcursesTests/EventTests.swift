import Glibc
import Terminal
import Testing

@testable import TerminalNcurses

extension WithATerminal {
    @Suite @MainActor struct EventTests {
        @Test func `keys typed ahead come in their order, known by either spelling`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            desk.pty.type(
                "j\u{1B}[A\u{1B}OB\u{1B}[5~\u{1B}[Z\u{1B}OP\u{1B}[15~\u{1B}[H\u{1B}OF\t\r\u{7F}\u{13}é日q")
            let keys = try await desk.keys(through: .character("q"))
            let expected: [KeyStroke] = [
                .character("j"), .up, .down, .pageUp, .backTab, .function(1), .function(5), .home, .end, .tab,
                .enter,
                .backspace, .control("s"), .character("é"), .character("日"), .character("q"),
            ]
            #expect(keys == expected)
        }

        @Test func `Esc alone is a key`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            desk.pty.type("\u{1B}")
            #expect(try await desk.events() == [.key(.escape)])
        }

        @Test func `unknown sequences and broken UTF-8 press no key`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            desk.pty.type(Array("\u{1B}[1;2P\u{1B}[I\u{1B}[<0;1;1M".utf8) + [0xFF, 0xC3] + Array("q".utf8))
            let keys = try await desk.keys(through: .character("q"))
            #expect(keys == [.character("q")])
        }

        @Test func `a paste comes as one event, commands behind an end mark of its own included`()
            async throws
        {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            desk.pty.type("a\u{1B}[200~one\rtwo\u{1B}[201~X\u{1B}[Ay\u{1B}[201~")
            var events = try await desk.events()
            while events.count < 2 { events += try await desk.events() }
            #expect(events == [.key(.character("a")), .paste("one\ntwoX\u{1B}[Ay")])
        }

        @Test func `a paste of a megabyte arrives whole, and keys work again behind it`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            let text = String(repeating: "kim@example.test;", count: 62_000)
            desk.pty.type("\u{1B}[200~\(text)\u{1B}[201~")
            #expect(try await desk.events() == [.paste(text)])
            desk.pty.type("q")
            #expect(try await desk.events() == [.key(.character("q"))])
        }

        @Test func `after a storm of resizes the last one is the size`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            for step in 0..<1_000 {
                desk.pty.resize(width: 20 + step % 100, height: 10 + step % 30)
                kill(getpid(), SIGWINCH)
            }
            desk.pty.resize(width: 132, height: 43)
            kill(getpid(), SIGWINCH)
            let last = Size(width: 132, height: 43)
            var count = 0
            repeat { count += 1 } while try await desk.events().last != .resize(last)
            #expect(desk.terminal.size == last)
            #expect(count < 100)
        }

        @Test func `a canvas of the new size is painted whole after a resize`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            _ = await desk.show(Canvas(size: desk.terminal.size))
            desk.pty.resize(width: 20, height: 3)
            kill(getpid(), SIGWINCH)
            #expect(try await desk.events() == [.resize(Size(width: 20, height: 3))])
            var canvas = Canvas(size: desk.terminal.size)
            canvas.box(canvas.bounds)
            desk.terminal.paint(canvas, ResolvedTheme(.bare, depth: .mono))
            var screen = ScreenReader(width: 20, height: 3)
            screen.take(await desk.pty.output())
            #expect(screen.lines == canvas.lines)
        }

        @Test func `all is painted anew where a terminal was smaller for a moment`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            var canvas = Canvas(size: desk.terminal.size)
            canvas.box(canvas.bounds)
            _ = await desk.show(canvas)
            desk.pty.resize(width: 1, height: 1)
            desk.pty.resize(width: 80, height: 24)
            kill(getpid(), SIGWINCH)
            var screen = ScreenReader(width: 80, height: 24)
            while screen.lines != canvas.lines { screen.take(await desk.pty.output()) }
        }

        @Test func `a terminal that goes away tells so once`() async throws {
            let desk = try Desk()
            defer { desk.terminal.stop() }
            desk.pty.hangUp()
            #expect(try await desk.events() == [.hangUp])
        }
    }
}
