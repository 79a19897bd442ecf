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

    package enum Kind: Equatable {
        case why(address: String)
        case notices
        case requests
    }
}

/// What lies over the body and takes the keys.
@MainActor
package enum Overlay {
    case menu(MenuState)
    case confirm(ConfirmState, onYes: @MainActor () -> Void)
    case form(FormSession)
    case palette(PaletteState)
    case help(PageState)
    case reveal(RevealState)
    case choice(ChoiceState, onChoice: @MainActor (String) -> Void)
}

/// A form with what it is for.
@MainActor
package struct FormSession {
    package var state: FormState
    /// Tells it from a form that was opened since.
    let id = UUID()
    /// `1 contact on embedded`.
    package internal(set) var target: String
    /// How many are meant, for the question that asks for their number.
    package var targetCount = 1
    /// When the preview appeared.
    package var previewed = Duration.zero
    /// What must be confirmed of what the form says now.
    package internal(set) var asking: @Sendable (FormValues) -> Confirmation
    /// Asks the platform for `target`, `targetCount` and `asking` as the form is filled now.
    let recount: Recount?
    package let submit: @MainActor (FormValues) async throws(ServiceError) -> EditOutcome

    typealias Recount = @MainActor (FormSession) async throws(ServiceError) -> FormSession

    package var confirmation: Confirmation { asking(state.values) }
}

/// A line being typed at the foot.
@MainActor
package struct Prompt {
    package let sign: String
    package var editor: LineEditor
    package var error = ""
    /// Called on Enter; a returned sentence keeps the line open.
    package let onEnter: @MainActor (String) -> String?
}
