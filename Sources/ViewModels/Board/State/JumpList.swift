import ServiceCore

/// Where a person has been, to go back and forward through: panes with their filters, and what was opened from them.
@MainActor
struct JumpList {
    enum Place {
        case pane(PaneDescription, filter: String)
        /// A detail or a page, as it was.
        case view(BoardView)
        /// A launch, which is watched anew.
        case watch(ResourceID, title: String)

        /// Whether both are the same place.
        func isSame(as other: Place) -> Bool {
            switch (self, other) {
            case (.pane(let one, let filter), .pane(let two, let otherFilter)):
                one.name == two.name && filter == otherFilter
            case (.view(.detail(let one)), .view(.detail(let two))): one === two
            case (.view(.page(let one)), .view(.page(let two))): one.id == two.id
            case (.watch(let one, _), .watch(let two, _)): one == two
            default: false
            }
        }
    }

    private var back: [Place] = []
    private var forward: [Place] = []
    /// More than anybody goes back.
    private static let limit = 100

    /// Somebody goes on from here by themselves: what lay ahead is forgotten.
    mutating func leave(_ place: Place) {
        forward = []
        if let last = back.last, last.isSame(as: place) { return }
        back = (back + [place]).suffix(Self.limit)
    }

    /// - Returns: where somebody was before they came here; nil where they began here.
    mutating func goBack(from here: Place) -> Place? {
        while let place = back.popLast() {
            guard !place.isSame(as: here) else { continue }
            forward.append(here)
            return place
        }
        return nil
    }

    mutating func goForward(from here: Place) -> Place? {
        while let place = forward.popLast() {
            guard !place.isSame(as: here) else { continue }
            back.append(here)
            return place
        }
        return nil
    }
}
