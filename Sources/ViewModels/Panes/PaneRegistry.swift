package import ServiceCore

/// Every pane of the board; a new one is a file beside this and one line here.
package enum PaneRegistry {
    package static let all: [PaneDescription] = [
        .accounts, .senders, .smtpUsers, .trackingDomains, .contacts, .campaigns, .suppressions, .activity,
        .groups, .filters, .variables, .batches, .sendingDomains, .webhooks, .templates, .audit,
        .bounceReports,
    ]

    /// Panes that are opened from a row alone and list what is its own.
    package static let ofRows: [PaneDescription] = [.recipients]

    /// The panes with a number, in its order.
    package static let numbered: [PaneDescription] = all.filter { $0.number != nil }.sorted {
        $0.number! < $1.number!
    }

    /// What the panes list, each kind once.
    package static let resources: [any Resource.Type] = all.reduce(into: []) { found, pane in
        if !found.contains(where: { $0.kind == pane.kind }) { found.append(pane.resource) }
    }

    /// What the overview tells of, first that which keeps messages from going out.
    package static let overview: [any Resource.Type] = {
        let first: [ResourceKind] = [.campaign, .smtpUser, .account]
        let place = { (resource: any Resource.Type) in first.firstIndex(of: resource.kind) ?? first.count }
        let told = resources.filter { !$0.concerns.isEmpty }
        return first.indices.flatMap { index in told.filter { place($0) == index } }
            + told.filter { place($0) == first.count }
    }()

    package static let kinds: [ResourceKind] = resources.map { $0.kind } + ofRows.map(\.kind)

    /// The first pane of a kind.
    package static subscript(_ kind: ResourceKind) -> PaneDescription? {
        (all + ofRows).first { $0.kind == kind }
    }
}
