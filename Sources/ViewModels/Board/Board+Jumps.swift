import ServiceCore

/// `Ctrl-O` and `Ctrl-N`: back to where one was, and forward again, whatever way one came.
extension Board {
    private var here: JumpList.Place {
        switch views.current {
        case .pane(let pane): .pane(pane, filter: table(pane).filterText)
        case .watch(let watch): .watch(watch.campaign, title: watch.title)
        case .detail, .page: .view(views.current)
        }
    }

    /// Keeps the place that is left now; called before another one is shown.
    func notePlace() {
        if !isJumping { jumps.leave(here) }
    }

    func jumpBack() {
        guard let place = jumps.goBack(from: here) else {
            return notify("There is no place before this one.", level: .info)
        }
        jump(to: place)
    }

    func jumpForward() {
        guard let place = jumps.goForward(from: here) else {
            return notify("There is no place after this one.", level: .info)
        }
        jump(to: place)
    }

    private func jump(to place: JumpList.Place) {
        isJumping = true
        defer { isJumping = false }
        switch place {
        case .pane(let pane, let filter):
            showPane(pane)
            let table = table(pane)
            if table.filterText != filter { applyFilter(filter, to: table) }
        case .view(let view): bringBack(view)
        case .watch(let id, let title):
            if !openWatch(id, title: title) {
                notify("“\(title)” cannot be watched any more.", level: .warning)
            }
        }
    }

    /// What lies below comes up again, so that going to and fro piles nothing up.
    private func bringBack(_ view: BoardView) {
        let below = views.all.dropLast().contains { JumpList.Place.view($0).isSame(as: .view(view)) }
        guard below else { return push(view) }
        while !JumpList.Place.view(views.current).isSame(as: .view(view)), !views.isRoot { goBack() }
    }
}
