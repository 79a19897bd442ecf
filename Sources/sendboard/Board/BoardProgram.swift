import Observation
import Platform
import Screens
import ServiceCore
import Settings
import Store
import Terminal
import TerminalNcurses
import ViewModels

/// Joins the board to the terminal: events in, frames out, effects carried out.
@MainActor
final class BoardProgram {
    private(set) var board: Board
    let session: Session
    let terminal: NcursesTerminal
    let catalog: ThemeCatalog
    let stateFile: StateFile<BoardMemory>
    private(set) var shownTheme: Theme
    private var theme: ResolvedTheme
    /// What the configuration says by now.
    var configuration: Configuration
    var settingsWatches: [AwaitedFolder] = []
    /// Why the settings cannot be read again; nil while they can.
    var settingsFault: ServiceError?
    private let glyphs: GlyphSet
    private var lastSnapshot: BoardSnapshot?
    /// What is being written of what the board remembers.
    var remembering: Task<Void, Never>?
    /// Called once, when the first rows are on the screen.
    var whenRowsShow: (() -> Void)?
    private var lastPaint = ContinuousClock.now - .seconds(1)
    private var isPaintScheduled = false
    private var onQuit: (() -> Void)?
    private var hasQuit = false

    /// At most thirty frames a second for what happens by itself; keys are painted at once.
    private static let frame = Duration.milliseconds(33)

    init(session: Session, terminal: NcursesTerminal, look: BoardLook) {
        self.session = session
        self.terminal = terminal
        catalog = look.catalog
        stateFile = look.stateFile
        shownTheme = look.theme
        configuration = session.settings.configuration
        theme = ResolvedTheme(look.theme, depth: terminal.depth)
        glyphs = Self.glyphs(session.settings, terminal)
        let clock = BoardClock.system(in: session.settings.zone)
        board = Board(workspace: session.workspace, clock: clock, perform: { _ in })
        board = Board(
            workspace: session.workspace, clock: clock, keyMap: KeyMap(session.settings.configuration),
            memory: look.memory, start: session.settings.configuration.start, themes: catalog.names(),
            perform: { [weak self] effect in self?.carryOut(effect) })
        board.caseOrigin = CaseFile.Origin(
            who: session.console.who, program: "sendboard \(SendboardVersion.text)")
        board.requestLog = { [log = StoredRequestLog(session.platform.context.store)] in await log.recent() }
        board.arrange(configuration.columnPlaces)
        if session.settings.isThrowAway {
            board.fateOfLaunches = "The sample data goes with the demo; --data-dir D keeps it."
        }
        board.manual = .embedded
        let run = ProgramRun(environment: session.console.environment)
        board.runProgram = { words async throws(ServiceError) in try await run(words) }
        board.listFiles = ListInput.files(session.settings)
        board.readFile = { path async throws(ServiceError) in try TextFile.read(path) }
    }

    private static func glyphs(_ settings: RunSettings, _ terminal: NcursesTerminal) -> GlyphSet {
        let isASCII = settings.isASCII || terminal.alphabet == .ascii
        if settings.isPlain { return GlyphSet.plain(isASCII ? .ascii : .unicode) }
        return isASCII ? .ascii : .unicode
    }

    func runUntilQuit() async {
        board.resize(terminal.size)
        board.alphabet = session.settings.isASCII ? .ascii : terminal.alphabet
        board.start()
        if terminal.alphabet == .ascii, !session.settings.isASCII {
            board.notify("The locale is not UTF-8; the board is drawn in ASCII.", level: .warning)
        }
        terminal.reportMouse(session.settings.isMouseOn)
        terminal.onStop = { [weak self] in self?.suspend() }
        terminal.listen { [weak self] events in self?.take(events) }
        paint()
        giveBackStartPages()
        tellTroubles()
        tellSamplePast()
        watchSettings()
        tellLists()
        await untilQuit()
        settingsWatches.forEach { $0.stop() }
        await remembering?.value
        board.stop()
        terminal.stop()
    }

    /// Once the start is surely over, whatever it had to wait for.
    private func giveBackStartPages() {
        board.work.start("start-pages", .background) {
            guard (try? await Task.sleep(for: .seconds(5))) != nil else { return }
            StartPages.giveBack()
        }
    }

    /// Says what keeps the embedded platform from sending, and that it goes on.
    private func tellTroubles() {
        board.work.start("troubles", .background) { [weak self, platform = session.platform] in
            for await trouble in platform.troubles() {
                guard let self else { return }
                let isHeld = trouble?.code == .refused
                board.standstill = trouble.map { _ in
                    isHeld ? "engine held: no message leaves" : "the data cannot be used"
                }
                guard let trouble else { board.notify("The engine goes on.", level: .success); continue }
                board.report(trouble)
            }
        }
    }

    /// Says how much of a demo's past is still to come into the lists.
    private func tellSamplePast() {
        board.work.start("sample-past", .background) { [weak self, platform = session.platform] in
            for await past in platform.samplePast() {
                self?.board.underWay = past.map { past in
                    let share = past.total > 0 ? " \(100 * past.done / past.total) %" : ""
                    return "playing the sample's past\(share)"
                }
            }
        }
    }

    /// Says how far a list is that is coming in or going again; only the newest word counts.
    private func tellLists() {
        let (told, teller) = AsyncStream.makeStream(of: String?.self, bufferingPolicy: .bufferingNewest(1))
        board.listFiles?.progress = { teller.yield($0) }
        session.progress.hand { teller.yield($0?.text) }
        board.work.start("lists", .background) { [weak self] in
            for await words in told { self?.board.listUnderWay = words }
        }
    }

    private func untilQuit() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if hasQuit || Task.isCancelled { return continuation.resume() }
                onQuit = { continuation.resume() }
            }
        } onCancel: {
            Task { @MainActor in self.quit() }
        }
    }

    func quit() {
        hasQuit = true
        onQuit?()
        onQuit = nil
    }

    // MARK: Events in

    /// Everything typed ahead is carried out before one frame is painted.
    private func take(_ events: [TerminalEvent]) {
        for event in events {
            switch event {
            case .key(let key): board.press(key)
            case .click(let place): click(place)
            case .paste(let text): board.paste(text)
            case .pasteRefused(let reason): board.notify(Self.words(for: reason), level: .warning)
            case .resize(let size): board.resize(size)
            case .resumed: lastSnapshot = nil
            case .hangUp: quit()
            }
            if hasQuit { return }
        }
        paint()
    }

    /// Means what stood there when it was clicked: the last picture, not what keys before it have changed meanwhile.
    private func click(_ place: Point) {
        board.click(lastSnapshot.flatMap { clickTarget(at: place, in: $0, glyphs: glyphs) })
    }

    private static func words(for refusal: PasteRefusal) -> String {
        switch refusal {
        case .tooLong: "The paste was too long and was dropped."
        case .unfinished: "The end of the paste never came; it was dropped."
        }
    }

    // MARK: Frames out

    /// Paints what the board shows now, and again when it changes.
    private func paint() {
        guard !hasQuit else { return }
        let snapshot = withObservationTracking {
            board.snapshot
        } onChange: { [weak self] in
            Task { @MainActor in self?.paintSoon() }
        }
        // A question may come up that looks like the one before it.
        defer { if board.wasShown() { terminal.dropTypedAhead() } }
        guard snapshot != lastSnapshot else { return }
        lastSnapshot = snapshot
        lastPaint = .now
        terminal.paint(drawBoard(snapshot, glyphs: glyphs), theme)
        if snapshot.body.hasContent { whenRowsShow.take()?() }
    }

    private func paintSoon() {
        guard !isPaintScheduled else { return }
        let wait = Self.frame - (.now - lastPaint)
        guard wait > .zero else { return paint() }
        isPaintScheduled = true
        Task { @MainActor [weak self] in
            try? await Task.sleep(for: wait)
            self?.isPaintScheduled = false
            self?.paint()
        }
    }

    func use(_ theme: Theme) {
        shownTheme = theme
        self.theme = ResolvedTheme(theme, depth: terminal.depth)
        lastSnapshot = nil
        paint()
    }

    /// Paints everything anew, whatever the terminal holds.
    func redraw() {
        lastSnapshot = nil
        terminal.redrawAll()
    }
}
