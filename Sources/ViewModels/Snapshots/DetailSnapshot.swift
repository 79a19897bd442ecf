package import ServiceCore

/// One row in full, or a page of free lines (help, why, notices, request log), as labelled lines already wrapped to the
/// width at hand.
package struct LinesSnapshot: Equatable, Sendable {
    package var title: String
    /// The lines that are visible.
    package var lines: [DetailLine]
    /// Which visible line the cursor is on; nil in a preview and in help.
    package var cursor: Int?
    /// `line 12 of 40`, `3 hits`; empty where all is visible.
    package var summary: String
    /// The words searched for, to be highlighted.
    package var search: String
    /// The label column's width, the same however far one scrolls.
    package var labelWidth: Int
    /// Why the lines may be old: `This row is gone. q goes back.`; empty while fresh.
    package var stale = ""
}

/// One line of a detail or a page.
package struct DetailLine: Equatable, Sendable {
    package var style: Style
    /// Empty on the second and later lines of a wrapped value.
    package var label: String
    package var text: String
    package var tone: StateWord.Tone?
    /// What Enter on it opens; told only before it is wrapped.
    package var link: PageLink?
    /// A number a day, drawn before the value of a field; empty where it has none.
    package var bars: [Double] = []

    package init(
        _ style: Style, label: String = "", text: String = "", tone: StateWord.Tone? = nil,
        link: PageLink? = nil
    ) {
        self.style = style
        self.label = label
        self.text = text
        self.tone = tone
        self.link = link
    }

    /// A value behind its name.
    package static func field(
        _ label: String, _ text: String, _ tone: StateWord.Tone? = nil, link: PageLink? = nil
    ) -> DetailLine {
        DetailLine(.field, label: label, text: text, tone: tone, link: link)
    }

    /// A sentence on a line of its own.
    package static func sentence(_ text: String, _ tone: StateWord.Tone? = nil) -> DetailLine {
        DetailLine(.plain, text: text, tone: tone)
    }

    package enum Style: Equatable, Sendable {
        case heading, field, plain, json, blank
    }
}

/// Where a line of a page leads.
package enum PageLink: Sendable, Equatable {
    /// A pane narrowed by a filter.
    case pane(ResourceKind, filter: String)
    /// The recipients of a campaign, narrowed by a filter.
    case recipients(ResourceID, filter: String)
    case person(String)
    case row(ResourceID)
    /// What is in the way of a connection.
    case trouble(ConnectionID)
    /// What became of a person in the campaign of this title.
    case fate(ConnectionID, campaign: String, person: String)
    /// Bringing the person of a why page to one state everywhere.
    case drift
    /// An entry of the audit trail, whatever connection its edit was made on.
    case entry(String)
    /// The same, to be taken back.
    case undo(String)
    /// What this console did, to be taken back.
    case step(Int)
    /// A page of the manual.
    case manual(String)
}
