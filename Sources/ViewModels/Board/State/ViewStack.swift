import FoundationEssentials
import ServiceCore
import Terminal

/// The views that lie on each other like pages, over the pane at the bottom; the one on top is shown.
@MainActor
struct ViewStack {
    struct Layer {
        var view: BoardView
        /// What the table of a pane showed before the pane was opened over others.
        var covered: TablePlace?
    }

    private var layers: [Layer]
    /// The pane that was lit before the present one.
    private(set) var lastPane: PaneDescription?

    init(_ view: BoardView) { layers = [Layer(view: view)] }

    var all: [BoardView] { layers.map(\.view) }
    var count: Int { layers.count }
    var isRoot: Bool { layers.count == 1 }
    var current: BoardView { layers[layers.count - 1].view }

    /// The topmost pane, whose tab is lit.
    var pane: PaneDescription { openPane ?? .accounts }

    /// The same, where any pane is open.
    var openPane: PaneDescription? { layers.lazy.reversed().compactMap(\.view.pane).first }

    /// The pane whose rows of a kind are meant here: the topmost of those that show it, else the first there is.
    func pane(of kind: ResourceKind) -> PaneDescription {
        layers.lazy.reversed().compactMap(\.view.pane).first { $0.kind == kind } ?? PaneRegistry[kind]
            ?? .accounts
    }

    /// The scopes whose keys work now, the narrowest first.
    var scopes: [CommandScope] {
        switch current {
        case .pane(let pane): [.pane(pane.kind), .list, .everywhere]
        case .detail(let detail): [.pane(detail.kind), .page, .everywhere]
        case .watch: [.watch, .everywhere]
        case .page: [.page, .everywhere]
        }
    }

    // MARK: Going to and fro

    mutating func push(_ view: BoardView, over place: TablePlace? = nil) {
        layers.append(Layer(view: view, covered: place))
    }

    /// - Returns: what was on top; nil where only the first view is left, which stays.
    mutating func pop() -> Layer? { isRoot ? nil : layers.removeLast() }

    /// Makes way for a pane: one that lies below comes up, beside another one it takes that one's place, from anywhere else
    /// it is opened over it.
    ///
    /// - Parameter isOpened: whether it is opened over all there is, in any case.
    /// - Returns: what it took away, the topmost first.
    mutating func makeWay(for pane: PaneDescription, isOpened: Bool) -> [Layer] {
        if pane.id != self.pane.id { lastPane = self.pane }
        guard !isOpened else { return [] }
        if let own = layers.lastIndex(where: { $0.view.pane?.id == pane.id }) {
            defer { layers.removeSubrange((own + 1)...) }
            return layers[(own + 1)...].reversed()
        }
        guard current.pane != nil else { return [] }
        if isRoot { layers = [Layer(view: .pane(pane))] }
        return [pop()].compactMap(\.self)
    }

    /// Has the overview come up where it lies below.
    ///
    /// - Returns: what it took away, the topmost first.
    mutating func makeWayForOverview() -> [Layer] {
        guard let own = layers.lastIndex(where: { $0.view.isOverview }) else { return [] }
        defer { layers.removeSubrange((own + 1)...) }
        return layers[(own + 1)...].reversed()
    }

    /// Takes rows that are gone out of what comes back, where they are marked.
    mutating func drop(_ ids: Set<ResourceID>) {
        for index in layers.indices {
            guard layers[index].covered?.state.marks.keys.contains(where: ids.contains) == true else {
                continue
            }
            layers[index].covered?.state.drop(ids)
        }
    }

    // MARK: Pages

    /// Changes the lines on top, be they a detail's or a page's.
    mutating func changeLines(_ change: (inout PageState) -> Void) {
        switch current {
        case .detail(let detail): change(&detail.page)
        case .page(let model):
            self.change(model.id) { changed in
                change(&changed.page)
                if changed.page.cursor != model.page.cursor { changed.isMoved = true }
            }
        case .pane, .watch: break
        }
    }

    /// Changes a page wherever it lies; one that was left is nowhere.
    mutating func change(_ id: UUID, _ change: (inout PageModel) -> Void) {
        for index in layers.indices {
            guard var model = layers[index].view.page, model.id == id else { continue }
            change(&model)
            layers[index].view = .page(model)
        }
    }

    /// Whether something changed for a page while it was being read.
    func isStale(_ id: UUID) -> Bool { all.contains { $0.page?.id == id && $0.page?.isStale == true } }

    /// Tells every page how much room it has.
    mutating func fit(_ layout: BoardLayout, _ manual: ManualBook) {
        for view in all {
            switch view {
            case .detail(let detail):
                detail.page.resize(width: layout.body.width, height: layout.pageLines)
            case .page(let model):
                change(model.id) { page in
                    if case .manual(let topic) = page.kind {
                        page.page.show(manual.lines(of: topic, width: max(20, layout.body.width - 2)))
                    }
                    page.page.resize(width: layout.body.width, height: layout.pageLines)
                }
            case .pane, .watch: break
            }
        }
    }
}
