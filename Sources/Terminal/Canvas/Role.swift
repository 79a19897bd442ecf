/// What a cell means; a theme says how that looks.
///
/// The raw value is the name in theme files. New roles go to the end: `letter` counts from the front, and
/// goldens hold it.
package enum Role: String, CaseIterable, Sendable {
    /// Ordinary words, and everything without a role of its own.
    case text
    /// What matters less: units, times, separators.
    case dim
    /// The name of the pane or page.
    case title
    /// Column heads, and the head of the one sorted by.
    case header, headerActive
    /// Pane names in the bar, and the open one.
    case tab, tabActive
    /// Lines around and between, and around what has the keys.
    case border, borderActive
    /// A key in hints and help, and the words for it.
    case key, hint
    /// What the cursor stands on; laid over the cell's own role.
    case selection
    /// A marked row's sign, and a value that has just changed.
    case mark, changed
    /// States: as wished, to be watched, wrong, neutral.
    case good, warning, bad, info
    /// What draws the eye without being a state.
    case accent
    /// What cannot be used now.
    case disabled
    /// A word in a block of colour, and the one that warns (`[PROD]`).
    case badge, badgeDanger
    /// A progress bar, done and to come.
    case progressDone, progressRest
    /// A row of small columns that shows a rate over time.
    case sparkline
    /// The name in front of a value.
    case label
    /// A text field, where its next character goes, and what stands there while it is empty.
    case input, inputCursor, placeholder
    /// A failure told beside the thing that failed.
    case error
    /// The one-line notices, by weight.
    case noticeInfo, noticeWarning, noticeError
    /// A search hit.
    case match
    /// An address that can be opened elsewhere.
    case link
    /// What turns while an answer is awaited.
    case spinner
    /// What lies above the page: dialogs, menus, palette; with its title and its border.
    case overlay, overlayTitle, overlayBorder
    /// The path of pages above the hints.
    case breadcrumb
    /// Rows that could not be refreshed.
    case stale
    /// A value before and after an edit.
    case before, after
    /// A secret while it is shown.
    case secret
}

extension Role {
    /// The role whose paint is used where a theme does not name this one; nil for `text` alone.
    package var fallback: Role? {
        switch self {
        case .text: nil
        case .headerActive: .header
        case .tabActive, .title, .key, .link, .spinner, .progressDone, .sparkline, .borderActive, .match:
            .accent
        case .overlayTitle: .title
        case .overlayBorder: .border
        case .border, .disabled, .hint, .placeholder, .progressRest, .stale, .label, .header, .tab: .dim
        case .breadcrumb: .dim
        case .noticeInfo: .info
        case .noticeWarning, .changed, .mark, .secret: .warning
        case .noticeError, .error, .before: .bad
        case .after: .good
        case .badgeDanger: .bad
        case .badge: .accent
        default: .text
        }
    }

    /// The sign for this role in `Canvas.roleLines`; no two roles share one.
    package var letter: Character { Self.letters[self] ?? "?" }

    private static let letters: [Role: Character] = Dictionary(
        uniqueKeysWithValues: zip(allCases, ".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    )
}
