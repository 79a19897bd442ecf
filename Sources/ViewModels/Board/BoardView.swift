import FoundationEssentials
package import ServiceCore

/// What the body shows; views lie on each other like pages.
@MainActor
package enum BoardView {
    case pane(ResourceKind)
    case detail(DetailModel)
    case watch(WatchModel)
    case page(PageModel)
}

/// A page of lines that is no row: why, notices, log.
@MainActor
package struct PageModel {
    /// Tells it from a page about the same that was opened since.
    let id = UUID()
    package var title: String
    package var page: PageState
    package var kind: Kind
    /// Whether it was asked again since it was opened, so that late first answers are old ones.
    var isAskedAgain = false

    package enum Kind {
        case why(WhyAnswers)
        case notices
        case requests
        case undos
        /// One topic, or without one all of them.
        case manual(ManualTopic?)
    }
}
