import ServiceCore

extension Board {
    /// What a row must be there for.
    var rowAvailability: Availability {
        primaryRow == nil ? .disabled("there is no row here") : .available
    }

    private var currentOperations: ResourceOperations<Row>? {
        if let row = currentDetail?.row { return operations(for: row)?.operations }
        guard case .pane(let kind) = currentView else { return nil }
        return source(of: kind)?.operations
    }

    var canCreate: Bool { currentOperations?.create != nil }
    var canUpdate: Bool { currentOperations?.update != nil }
    var canDelete: Bool { currentOperations?.delete != nil }

    /// Whether any connection offers one of these actions for a kind.
    func offers(_ actions: [String], of kind: ResourceKind) -> Bool {
        shownConnections.contains { connection in
            connection.resources[kind].map { operations in actions.contains { operations.action($0) != nil } }
                ?? false
        }
    }

    var canLaunch: Bool {
        shownConnections.contains { !$0.isReadOnly && $0.campaigns != nil }
    }

    var launchAvailability: Availability {
        guard let campaign = primaryRow?.resource as? Campaign else { return rowAvailability }
        switch campaign.state {
        case .draft, .scheduled, .waitingCredit: return .available
        case .preparing, .running, .paused: return .disabled("it is being sent already; Enter watches it")
        case .finished, .aborted: return .disabled("it has ended; Enter shows how")
        }
    }

    var canCompose: Bool { shownConnections.contains { $0.messages != nil } }
}
