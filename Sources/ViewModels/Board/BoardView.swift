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
    case menu(title: String, items: [QuickEdit])
    case confirm(ConfirmState, onYes: @MainActor () -> Void)
    case form(FormSession)
    case palette(PaletteState)
    case help(PageState)
    case reveal(title: String, EditOutcome)
    case choice(ChoiceState, onChoice: @MainActor (String) -> Void)
}

/// A form with what it is for.
@MainActor
package struct FormSession {
    package var state: FormState
    /// `1 contact on embedded`.
    package let target: String
    package let confirmation: Confirmation
    /// How many rows it is about, which is typed where their number is asked for.
    let count: Int
    package let submit: @MainActor (FormValues) async throws(ServiceError) -> EditOutcome
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
