/// All that the screen shows at one moment; two equal snapshots paint the same cells.
///
/// Texts are as they came, perhaps hostile; the canvas sanitises whatever it is given.
package struct BoardSnapshot: Equatable, Sendable {
    package var layout: BoardLayout
    package var header: HeaderSnapshot
    package var tabs: [TabSnapshot]
    package var body: BodySnapshot
    /// The path to what is shown, workspace first.
    package var crumbs: [String]
    package var notice: NoticeSnapshot?
    package var hints: [HintSnapshot]
    /// What lies over the body and takes the keys.
    package var overlay: OverlaySnapshot?
    /// The line being typed after `/` or `:`, in place of the crumbs.
    package var prompt: PromptSnapshot?
}

/// The first line: who and where we are.
package struct HeaderSnapshot: Equatable, Sendable {
    package var workspace: String
    /// A word such as `PROD`, empty where none; shown so that it cannot be missed.
    package var badge: String
    /// `4 connections`, or the one that the board is narrowed to.
    package var scope: String
    /// Where messages go: `messages leave through Dyn`.
    package var transport: String
    /// `live`, the time of the last refresh, or `paused`.
    package var freshness: String
    package var isBusy: Bool
    package var isReadOnly: Bool
    /// That of all times on the board, said here once: `UTC`, `+01:00`.
    package var zone = ""
}

/// One pane in the row of tabs.
package struct TabSnapshot: Equatable, Sendable {
    /// 1 to 8, the key that shows it.
    package var number: Int
    package var title: String
    package var isActive: Bool
}

/// A message to the person, with how bad it is.
package struct NoticeSnapshot: Equatable, Sendable {
    package var text: String
    /// What to do next, such as `u undo`; empty where nothing.
    package var hint: String
    package var level: NoticeLevel
    /// Whether it says that nobody knows what came of an edit: what is found out of it takes its place.
    package var isUnknown = false
}

/// How much a notice matters: an error stays until a key, the others go by themselves.
package enum NoticeLevel: String, Sendable {
    case info, success, warning, error
}

/// One key and what it does here.
package struct HintSnapshot: Equatable, Sendable {
    package var key: String
    package var title: String
    package var isEnabled: Bool
}

/// A line of text being typed at the foot of the screen.
package struct PromptSnapshot: Equatable, Sendable {
    /// `/` or `:`.
    package var sign: String
    package var text: String
    /// Characters before the cursor.
    package var cursor: Int
    /// What is wrong with the text so far, empty where nothing.
    package var error: String
    /// What may be done first, shown where nothing is wrong; empty where nothing.
    package var hint = ""
    /// What may be typed at the cursor, shown above the line; nil where nobody knows.
    package var suggestions: Suggestions?
}

/// What the middle of the screen shows.
package enum BodySnapshot: Equatable, Sendable {
    case table(TableSnapshot, preview: LinesSnapshot?)
    case detail(LinesSnapshot)
    case watch(WatchSnapshot)
    case lines(LinesSnapshot)

    /// Whether a list, or a page in its place, has anything to show.
    package var hasContent: Bool {
        switch self {
        case .table(let table, _): !table.rows.isEmpty
        case .lines(let page): !page.lines.isEmpty
        case .detail, .watch: false
        }
    }
}

/// What lies over the body.
package enum OverlaySnapshot: Equatable, Sendable {
    case menu(MenuSnapshot)
    case confirm(ConfirmSnapshot)
    case form(FormSnapshot)
    case palette(PaletteSnapshot)
    case help(LinesSnapshot)
    case reveal(RevealSnapshot)
    case choice(ChoiceSnapshot)
}
