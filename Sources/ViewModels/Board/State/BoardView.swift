import FoundationEssentials
package import ServiceCore

/// What the body shows.
@MainActor
package enum BoardView {
    case pane(PaneDescription)
    case detail(DetailModel)
    case watch(WatchModel)
    case page(PageModel)

    var pane: PaneDescription? {
        if case .pane(let pane) = self { pane } else { nil }
    }

    var page: PageModel? {
        if case .page(let model) = self { model } else { nil }
    }

    static var overview: BoardView {
        .page(PageModel(title: "Overview", page: PageState(), kind: .overview))
    }

    var isOverview: Bool {
        if case .page(let model) = self, case .overview = model.kind { true } else { false }
    }

    /// Its lines, where it is made of lines.
    var lines: PageState? {
        switch self {
        case .detail(let detail): detail.page
        case .page(let model): model.page
        case .pane, .watch: nil
        }
    }

    /// What it is called on the way to it.
    var crumb: String {
        switch self {
        case .pane(let pane): pane.title.lowercased()
        case .detail(let detail): detail.row.name
        case .watch(let watch): watch.title
        case .page(let model): model.title.lowercased()
        }
    }
}

/// A page of lines that is no row: why, notices, log.
@MainActor
package struct PageModel {
    /// Tells it from a page about the same that was opened since.
    let id = UUID()
    package var title: String
    package var page: PageState
    package var kind: Kind
    /// Whether its cursor was put on a line, so that it stays there when others come.
    var isMoved = false
    /// Whether it was asked again since it was opened, so that late first answers are old ones.
    var isAskedAgain = false
    /// Whether something changed for it while it was being asked again.
    var isStale = false

    package enum Kind {
        case why(WhyAnswers)
        case overview
        case trouble
        /// Of a campaign; nil until it was counted.
        case report(ResourceID, CampaignReport?)
        /// Where messages go; nil until it was looked at.
        case transports(TransportReport?)
        case notices
        case requests
        case undos
        /// What a program of a person's own has printed.
        case program
        /// What an action read.
        case text
        /// What the audit trail has of one row.
        case history(ResourceID)
        /// One topic, or without one all of them.
        case manual(ManualTopic?)
    }
}
