import Testing

@testable import Terminal
@testable import TerminalNcurses

/// A terminal under test with somebody in front of it.
@MainActor final class Desk {
    let pty: PseudoTerminal
    let terminal: NcursesTerminal
    private(set) var screen: ScreenReader
    private let batches: AsyncStream<[TerminalEvent]>

    init(
        width: Int = 80, height: Int = 24, term: String = "xterm-256color", depth: ColourDepth? = nil,
        errorLog: Int32? = nil
    ) throws {
        pty = try PseudoTerminal(width: width, height: height)
        terminal = try NcursesTerminal(
            .init(
                input: pty.slave, output: pty.slave, environment: TerminalEnvironment(term: term),
                wishedDepth: depth, errorLog: errorLog))
        screen = ScreenReader(width: width, height: height)
        let (stream, continuation) = AsyncStream.makeStream(of: [TerminalEvent].self)
        batches = stream
        terminal.listen { continuation.yield($0) }
    }

    /// Paints and gives the bytes that it took.
    func show(_ canvas: Canvas, _ theme: Theme = .bare) async -> [UInt8] {
        async let arriving = pty.outputWhileWriting()
        terminal.paint(canvas, ResolvedTheme(theme, depth: terminal.depth))
        pty.endOutput()
        let bytes = await arriving
        screen.take(bytes)
        return bytes
    }

    /// The next events that come, as one batch.
    func events() async throws -> [TerminalEvent] {
        for await batch in batches { return batch }
        throw CancellationError()
    }

    /// Key strokes until the one given has come.
    func keys(through last: KeyStroke) async throws -> [KeyStroke] {
        var strokes: [KeyStroke] = []
        while strokes.last != last {
            for event in try await events() {
                if case .key(let stroke) = event { strokes.append(stroke) }
            }
        }
        return strokes
    }
}

/// The tests that hold a terminal; ncurses has one at a time.
@Suite(.serialized, .timeLimit(.minutes(10))) @MainActor struct WithATerminal {}
