import Observation
package import ServiceCore
package import Terminal

/// The whole board: what is shown, what lies over it, and what a key does to it.
///
/// Pressing a key never waits; whatever takes time is started through `work` and arrives as a change of state.
@MainActor @Observable
package final class Board {
    package let workspace: Workspace
    var views: ViewStack
    package internal(set) var dialogs = DialogStack() {
        // A question must never be answered by a key that was typed before it was seen.
        didSet { if !dialogs.isEmpty { typedAhead.drop() } }
    }
    package internal(set) var notices = NoticeBoard()
    package internal(set) var size = Size(width: 80, height: 24)
    package internal(set) var isMaximised = false
    /// The one connection that the board is narrowed to; nil shows all.
    package internal(set) var narrowed: ConnectionID?
    /// By the name of their pane.
    package internal(set) var tables: [String: TableModel] = [:]
    /// What was read of the platforms that are read whole, also of those that the board is narrowed away from.
    @ObservationIgnored var keptRows: [ResourceKind: [GatheredRows]] = [:]
    package internal(set) var memory: BoardMemory
    package internal(set) var undoList = UndoList()
    var overview = OverviewState()
    /// What edits of several rows came to, newest last.
    package internal(set) var receipts: [Receipt] = []
    /// Names that are known of what fields refer to.
    var knownNames: [FieldID: [String]] = [:]
    var typedAhead = TypedAhead()
    var pending = PendingChanges()
    @ObservationIgnored var jumps = JumpList()
    /// Set while a place is shown that somebody goes back or forward to.
    @ObservationIgnored var isJumping = false
    /// Shown only once something has taken longer than 150 ms.
    package internal(set) var showsSpinner = false

    package let work = WorkTracker()
    @ObservationIgnored package let clock: BoardClock
    package private(set) var keyMap: KeyMap
    /// Where a person wants the columns of each pane, by its name.
    @ObservationIgnored private(set) var columnPlaces: [String: [ColumnPlace]] = [:]
    @ObservationIgnored package let themes: [String]
    @ObservationIgnored let perform: @MainActor (BoardEffect) -> Void
    /// What the screen can show of a name that must be typed.
    @ObservationIgnored package var alphabet = Alphabet.unicode
    /// Set while a command of the palette runs: a pane that it shows is opened from where one is.
    @ObservationIgnored var isOpening = false
    @ObservationIgnored var turns = EditTurns()
    /// What becomes of a launch when the console ends, as a sentence.
    @ObservationIgnored package var fateOfLaunches =
        "What is queued goes on when another console or sendboard serve runs, or at the next start."
    /// Reads a file that a long field names by `@path`; nil where there are no files.
    @ObservationIgnored package var readFile: (@Sendable (String) async throws(ServiceError) -> String)?
    /// Reaches the lists that are taken in; nil where there are no files.
    @ObservationIgnored package var listFiles: ListFiles?
    /// What stands in the header in place of where messages go: that none goes, nil where they do.
    package var standstill: String? { didSet { if standstill != oldValue { ensureOverview() } } }
    /// What stands behind it as long as what the board shows is not all there yet; nil once it is.
    package var underWay: String?
    /// How far a list is that is coming in; nil where none is. Its form says so too, as long as it waits for it.
    package var listUnderWay: String?
    /// What `:manual` opens; without topics there is no such command.
    @ObservationIgnored package var manual = ManualBook()
    /// Runs a program and its arguments, and gives what it printed; without it there are no programs.
    @ObservationIgnored package var runProgram:
        (@Sendable ([String]) async throws(ServiceError) -> ProgramOutput)?
    /// Who makes case files here; nil where none are made.
    @ObservationIgnored package var caseOrigin: CaseFile.Origin?
    @ObservationIgnored package var requestLog: (@Sendable () async -> [LoggedRequest])?

    /// - Parameter start: the name of what is shown first, one of `starts`; nil takes the first pane.
    package init(
        workspace: Workspace, clock: BoardClock, keyMap: KeyMap = KeyMap(),
        memory: BoardMemory = .init(),
        start: String? = nil, themes: [String] = [], perform: @escaping @MainActor (BoardEffect) -> Void
    ) {
        self.workspace = workspace
        self.clock = clock
        self.keyMap = keyMap
        self.memory = memory
        self.themes = themes
        self.perform = perform
        let pane = PaneRegistry.all.first { $0.name == start } ?? .accounts
        views = ViewStack(start == Self.overviewName ? .overview : .pane(pane))
    }

    nonisolated static let overviewName = "overview"

    /// What the board can begin with.
    package nonisolated static var starts: [String] { [overviewName] + PaneRegistry.all.map(\.name) }

    /// Takes other keys and commands; what is open stays as it was opened.
    package func use(_ keyMap: KeyMap) { self.keyMap = keyMap }

    /// Puts the columns of the panes where a person wants them.
    package func arrange(_ places: [String: [ColumnPlace]]) {
        guard places != columnPlaces else { return }
        columnPlaces = places
        for table in tables.values {
            table.arrange(arranged(table.pane), remembered: remembered(of: table.pane))
        }
    }

    /// What is remembered of a pane; its columns are those of the configuration, where that names some.
    func remembered(of pane: PaneDescription) -> BoardMemory.Pane? {
        var remembered = memory.panes[pane.name]
        if columnPlaces[pane.name]?.isEmpty == false { remembered?.columns = nil }
        return remembered
    }

    /// A pane as it is in the registry, with its columns where they are wanted.
    func arranged(_ pane: PaneDescription) -> PaneDescription {
        let plain = PaneRegistry.all.first { $0.name == pane.name } ?? pane
        return plain.arranged(by: columnPlaces[pane.name] ?? [])
    }

    /// Loads the first pane and listens to what the connections tell.
    package func start() {
        ensureVisibleRows()
        listen()
    }

    package func stop() {
        work.cancelAll()
    }

    package func resize(_ size: Size) {
        self.size = size
        fitViews()
    }

    func toggleMaximised() {
        isMaximised.toggle()
        fitViews()
    }

    // MARK: What is shown

    package var currentTable: TableModel? { views.current.pane.map(table) }

    package var currentDetail: DetailModel? {
        if case .detail(let detail) = views.current { detail } else { nil }
    }

    package var currentWatch: WatchModel? {
        if case .watch(let watch) = views.current { watch } else { nil }
    }

    /// The scopes whose keys work now, the narrowest first.
    package var scopes: [CommandScope] { views.scopes }

    /// What can be done in these scopes here and now, the narrowest scope first.
    func offeredCommands(in scopes: [CommandScope]) -> [Command] {
        scopes.flatMap { scope in
            let keyless =
                if case .pane(let kind) = scope, let pane = PaneRegistry[kind] {
                    CommandTable.keylessActions(of: pane, on: self)
                } else { [Command]() }
            let all = CommandTable.commands(in: [scope]) + keyMap.own(in: scope)
            return all.filter { $0.isOffered(self) } + keyless
        }
    }

    package var layout: BoardLayout {
        BoardLayout(size: size, isMaximised: isMaximised, hasPreview: views.current.pane != nil)
    }

    /// Tells every view how much room it has.
    func fitViews() {
        let layout = layout
        for table in tables.values { table.table.resize(height: layout.tableRows) }
        views.fit(layout, manual)
        if case .help = dialogs.top { dialogs.resizeHelp(helpSize) }
        ensureVisibleRows()
    }

    /// The room that help has inside its frame.
    var helpSize: Size {
        let help = HelpLayout(width: size.width, body: layout.body)
        return Size(width: help.columnWidth + 2, height: help.rows * help.columns)
    }

    func ensureVisibleRows() {
        currentTable?.ensureRows()
        ensureOverview()
    }
}
