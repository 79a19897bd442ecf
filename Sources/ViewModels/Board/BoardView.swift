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
    /// Keeps what was typed ahead from answering the preview.
    package var gate = AnswerGate()
    /// What the answer does, where it does no more than what the form says: `creates`, `saves`, `sends`.
    let does: String
    /// Whether what it makes is a new row of the pane.
    package var makesRow = false
    /// What must be confirmed of what the form says now.
    package internal(set) var asking: @Sendable (FormValues) -> Confirmation
    /// Asks the platform for `target`, `targetCount` and `asking` as the form is filled now.
    let recount: Recount?
    /// The same form of the row as it is now; nil where the row is gone or the form is for something new.
    var reopen: (@MainActor () async throws(ServiceError) -> FormSession?)?
    package let submit: @MainActor (FormValues) async throws(ServiceError) -> EditOutcome

    typealias Find = @Sendable (String) async throws(ServiceError) -> Row?
    typealias Recount = @MainActor (FormSession) async throws(ServiceError) -> FormSession

    package var confirmation: Confirmation { asking(state.values) }

    /// What the answer does; something new that must be confirmed is sent as soon as it is made.
    package var verb: String { does == "creates" && confirmation != .none ? "sends" : does }
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
