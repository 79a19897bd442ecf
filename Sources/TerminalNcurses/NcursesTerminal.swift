internal import CNcurses
internal import Glibc
package import Terminal

/// The terminal under the board: paints canvases, yields keys, pastes and resizes, and gives itself back.
///
/// There can be one at a time. Everything runs on the main actor; while nothing happens, nothing runs.
@MainActor package final class NcursesTerminal {
    /// What a terminal is made from.
    package struct Configuration: Sendable {
        /// The descriptors of the terminal, which stay the caller's.
        package var input, output: Int32
        /// What the environment says.
        package var environment: TerminalEnvironment
        /// The depth that an option or the configuration asks for; nil leaves it to the environment.
        package var wishedDepth: ColourDepth?
        /// Where standard error goes while the screen is up; nil leaves it.
        package var errorLog: Int32?

        /// A configuration; without descriptors it is that of the process.
        package init(
            input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, environment: TerminalEnvironment,
            wishedDepth: ColourDepth? = nil, errorLog: Int32? = nil
        ) {
            self.input = input
            self.output = output
            self.environment = environment
            self.wishedDepth = wishedDepth
            self.errorLog = errorLog
        }
    }

    /// How many colours the terminal shows; themes are resolved for this.
    package let depth: ColourDepth
    /// Which characters it takes.
    package let alphabet: Alphabet
    /// Its extent; canvases of another are cut or leave the rest blank.
    package private(set) var size: Size

    /// What is done when another process asks for a stop, in place of `suspend` at once.
    package var onStop: (@MainActor () -> Void)?

    private let configuration: Configuration
    private var painter = CanvasPainter()
    private var isUp = true
    private var reportsMouse = false
    private var onEvents: (@MainActor ([TerminalEvent]) -> Void)?
    private var reader: InputReader?
    private var watches: [SignalWatch] = []
    private var resumedAt: ContinuousClock.Instant?
    private var diversion: StandardErrorDiversion?

    /// Takes the terminal over.
    package init(_ configuration: Configuration) throws(TerminalStartError) {
        let environment = configuration.environment
        let colours = Int(cn_described_colours(environment.term))
        let wanted = ColourDepth(
            wished: configuration.wishedDepth, environment: environment, described: colours)
        try Self.start(configuration, wanted)
        self.configuration = configuration
        depth = wanted == .trueColour && cn_colours() <= 256 ? .indexed256 : wanted
        alphabet = environment.isUTF8 && cn_is_utf8() != 0 ? .unicode : .ascii
        size = Self.currentSize()
        cn_resize(Int32(size.width), Int32(size.height))
        diversion = configuration.errorLog.flatMap { StandardErrorDiversion(to: $0) }
    }

    private static func start(_ configuration: Configuration, _ depth: ColourDepth) throws(TerminalStartError)
    {
        let environment = configuration.environment
        let answer = cn_start(
            configuration.input, configuration.output, environment.term, environment.isUTF8 ? 1 : 0,
            depth == .trueColour ? 1 : 0)
        if let error = TerminalStartError(answer, term: environment.term) { throw error }
    }

    /// Begins to hand over events, in batches: all that was typed ahead comes at once. Call it once.
    package func listen(_ onEvents: @escaping @MainActor ([TerminalEvent]) -> Void) {
        self.onEvents = onEvents
        reader = InputReader(descriptor: configuration.input) { [weak self] in self?.deliver($0) }
        reader?.takesMouse = reportsMouse
        watches = [
            SignalWatch(SIGWINCH) { [weak self] in self?.noticeResize() },
            SignalWatch(SIGCONT) { [weak self] in self?.noticeContinuation() },
            SignalWatch(SIGTSTP) { [weak self] in self?.noticeStop() },
        ]
        noticeSize()
    }

    /// Shows `canvas`; cells that look as they did cost nothing.
    package func paint(_ canvas: Canvas, _ theme: ResolvedTheme) {
        guard isUp else { return }
        painter.paint(canvas, theme, on: size)
    }

    /// Has the terminal report clicks and the wheel, which then comes as arrow keys; or stops it.
    package func reportMouse(_ isOn: Bool) {
        guard isUp else { return }
        reportsMouse = isOn
        reader?.takesMouse = isOn
        cn_mouse(isOn ? 1 : 0)
    }

    /// Drops what has been typed and was not handed over yet; a paste that has begun goes on.
    package func dropTypedAhead() {
        guard isUp else { return }
        reader?.dropWaiting()
    }

    /// Paints everything anew, as Ctrl-L asks.
    package func redrawAll() {
        guard isUp else { return }
        cn_redraw_all()
        cn_refresh()
    }

    /// Asks the terminal to put `text` on the clipboard; false where it is too long for that.
    ///
    /// Whether the terminal did it cannot be known.
    package func copyToClipboard(_ text: String) -> Bool {
        let multiplexer = configuration.environment.multiplexer
        guard isUp, let request = ClipboardSequence(copying: text, inside: multiplexer) else {
            return false
        }
        return cn_write(request.bytes, Int32(request.bytes.count)) == 0
    }

    /// Gives the terminal back, stops the process as Ctrl-Z does and returns, painted anew, when it goes on.
    package func suspend() {
        guard isUp else { return }
        cn_suspend()
        finishResuming()
    }

    /// Gives the terminal to another program while `use` runs, and takes it again.
    package func lend<Answer>(_ use: () -> Answer) -> Answer {
        guard isUp else { return use() }
        cn_lend()
        let answer = use()
        cn_resume()
        finishResuming()
        return answer
    }

    /// Gives the terminal and standard error back for good; any further call does nothing.
    package func stop() {
        guard isUp else { return }
        isUp = false
        reader?.stop()
        watches.forEach { $0.stop() }
        watches = []
        cn_stop()
        diversion.take()?.end()
    }

    private func deliver(_ events: [TerminalEvent]) {
        guard isUp else { return }
        onEvents?(events)
    }

    /// What the terminal showed is lost in part where it was made smaller, also where it has its size back by now.
    private func noticeResize() {
        if Self.currentSize() == size { redrawAll() } else { noticeSize() }
    }

    private func noticeSize() {
        let current = Self.currentSize()
        guard isUp, current != size else { return }
        size = current
        cn_resize(Int32(current.width), Int32(current.height))
        painter.forget()
        deliver([.resize(current)])
    }

    /// What was sent while the terminal was lent, or the process stopped, is told only afterwards.
    private var hasJustResumed: Bool {
        resumedAt.map { ContinuousClock.now - $0 < .milliseconds(250) } ?? false
    }

    private func noticeStop() {
        guard !hasJustResumed else { return }
        if let onStop { onStop() } else { suspend() }
    }

    /// The shell has put its own modes on the terminal while the process was stopped from outside.
    private func noticeContinuation() {
        guard isUp, !hasJustResumed else { return }
        cn_resume()
        finishResuming()
    }

    private func finishResuming() {
        resumedAt = .now
        noticeSize()
        deliver([.resumed])
    }

    /// Bounded, so that an absurd answer of the terminal cannot exhaust memory.
    private static func currentSize() -> Size {
        var width: Int32 = 0
        var height: Int32 = 0
        cn_size(&width, &height)
        return Size(width: min(max(Int(width), 1), 10_000), height: min(max(Int(height), 1), 2_000))
    }
}
