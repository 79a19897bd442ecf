import FoundationEssentials
import Observation
package import ServiceCore
package import Terminal

/// The whole board: what is shown, what lies over it, and what a key does to it.
///
/// Pressing a key never waits; whatever takes time is started through `work` and arrives as a change of state.
@MainActor @Observable
package final class Board {
    package let workspace: Workspace
    package internal(set) var views: [BoardView] = []
    package internal(set) var dialogs = DialogStack() {
        // A question must never be answered by a key that was typed before it was seen.
        didSet { if !dialogs.isEmpty { typedAhead.drop() } }
    }
    package internal(set) var notices = NoticeBoard()
    package internal(set) var size = Size(width: 80, height: 24)
    package internal(set) var isMaximised = false
    package internal(set) var isPaused = false
    /// The one connection that the board is narrowed to; nil shows all.
    package internal(set) var narrowed: ConnectionID?
    package internal(set) var tables: [ResourceKind: TableModel] = [:]
    /// What was read of the platforms that are read whole, also of those that the board is narrowed away from.
    @ObservationIgnored var keptRows: [ResourceKind: [GatheredRows]] = [:]
    package internal(set) var memory: BoardMemory
    package internal(set) var undoList = UndoList()
    var typedAhead = TypedAhead()
    /// Shown only once something has taken longer than 150 ms.
    package internal(set) var showsSpinner = false

    package let work = WorkTracker()
    @ObservationIgnored package let clock: BoardClock
    @ObservationIgnored package let keyMap: KeyMap
    @ObservationIgnored package let themes: [String]
    @ObservationIgnored let perform: @MainActor (BoardEffect) -> Void
    /// What the screen can show of a name that must be typed.
    @ObservationIgnored package var alphabet = Alphabet.unicode
    @ObservationIgnored var lastPane: ResourceKind?
    /// What the table of a pane showed before that pane was opened over others, by its place among the views.
    @ObservationIgnored var covered: [Int: TablePlace] = [:]
    /// Set while a command of the palette runs: a pane that it shows is opened from where one is.
    @ObservationIgnored var isOpening = false
    @ObservationIgnored var turns = EditTurns()
    /// What becomes of a launch when the console ends, as a sentence.
    @ObservationIgnored package var fateOfLaunches =
        "What is queued goes on when another console or sendboard serve runs, or at the next start."
    @ObservationIgnored var dirtyKinds: Set<ResourceKind> = []
    /// Why pages that something changed for while they were being asked again.
    @ObservationIgnored var staleWhyPages: Set<UUID> = []
    @ObservationIgnored var lastRefresh = Duration.zero
    /// Reads a file that a long field names by `@path`; nil where there are no files.
    @ObservationIgnored package var readFile: (@Sendable (String) async throws(ServiceError) -> String)?
    /// What stands in the header in place of where messages go: that none goes, nil where they do.
    package var standstill: String?
    /// What `:manual` opens; without topics there is no such command.
    @ObservationIgnored package var manual = ManualBook()
    @ObservationIgnored package var requestLog: (@Sendable () async -> [LoggedRequest])?

    package init(
        workspace: Workspace, clock: BoardClock, keyMap: KeyMap = KeyMap(),
        memory: BoardMemory = .init(),
        themes: [String] = [], perform: @escaping @MainActor (BoardEffect) -> Void
    ) {
        self.workspace = workspace
        self.clock = clock
        self.keyMap = keyMap
        self.memory = memory
        self.themes = themes
        self.perform = perform
        views = [.pane(.account)]
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

    // MARK: What is shown

    var currentView: BoardView { views[views.count - 1] }

    /// The pane at the bottom of the views, whose tab is lit.
    package var currentKind: ResourceKind {
        for view in views.reversed() { if case .pane(let kind) = view { return kind } }
        return .account
    }

    package var currentTable: TableModel? {
        if case .pane(let kind) = currentView { table(kind) } else { nil }
    }

    package var currentDetail: DetailModel? {
        if case .detail(let detail) = currentView { detail } else { nil }
    }

    package var currentWatch: WatchModel? {
        if case .watch(let watch) = currentView { watch } else { nil }
    }

    /// The scopes whose keys work now, the narrowest first.
    package var scopes: [CommandScope] {
        switch currentView {
        case .pane(let kind): [.pane(kind), .list, .everywhere]
        case .detail(let detail): [.pane(detail.kind), .page, .everywhere]
        case .watch: [.watch, .everywhere]
        case .page: [.page, .everywhere]
        }
    }

    /// What can be done in these scopes here and now, the narrowest scope first.
    func offeredCommands(in scopes: [CommandScope]) -> [Command] {
        scopes.flatMap { scope in
            let keyless =
                if case .pane(let kind) = scope, let pane = PaneRegistry[kind] {
                    CommandTable.keylessActions(of: pane, on: self)
                } else { [Command]() }
            return CommandTable.commands(in: [scope]).filter { $0.isOffered(self) } + keyless
        }
    }

    /// A pane's table, made when it is first wanted.
    package func table(_ kind: ResourceKind) -> TableModel {
        if let table = tables[kind] { return table }
        let pane = PaneRegistry[kind] ?? .accounts
        let table = TableModel(
            pane: pane, source: MergedKind(kind, of: shownConnections, keeping: keptRows[kind] ?? []),
            work: work, clock: clock,
            remembered: memory.panes[pane.name])
        table.isSeen = { [weak self] in self.map { $0.currentKind == kind && !$0.isPaused } ?? false }
        table.table.resize(height: layout.tableRows)
        table.didAnswer = { [weak self, weak table] in if let table { self?.takeAnswer(of: table) } }
        tables[kind] = table
        for gathered in table.source?.gathered ?? []
        where !(keptRows[kind] ?? []).contains(where: { $0 === gathered }) {
            keptRows[kind, default: []].append(gathered)
        }
        return table
    }

    /// The connections that the board is not narrowed away from.
    var shownConnections: [Connection] {
        narrowed.flatMap { workspace[$0].map { [$0] } } ?? workspace.connections
    }

    /// What the shown connections can do with a kind; nil where none serves it.
    func source(of kind: ResourceKind) -> MergedKind? { table(kind).source }

    package var layout: BoardLayout {
        BoardLayout(size: size, isMaximised: isMaximised, hasPreview: currentTableKind != nil)
    }

    private var currentTableKind: ResourceKind? {
        if case .pane(let kind) = currentView { kind } else { nil }
    }

    /// Tells every view how much room it has.
    func fitViews() {
        let layout = layout
        for table in tables.values { table.table.resize(height: layout.tableRows) }
        for index in views.indices {
            switch views[index] {
            case .detail(let detail): detail.page.resize(width: layout.body.width, height: layout.pageLines)
            case .page(var model):
                if case .manual(let topic) = model.kind { model.page.show(manualLines(topic)) }
                model.page.resize(width: layout.body.width, height: layout.pageLines)
                views[index] = .page(model)
            case .pane, .watch: break
            }
        }
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
    }
}
