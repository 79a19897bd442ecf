import ServiceCore

extension Board {
    /// What a row must be there for.
    var rowAvailability: Availability {
        primaryRow == nil ? .disabled("there is no row here") : .available
    }

    /// The connections that a command in this view could go to: of a detail its row's, else all that serve the pane.
    private var currentMembers: [MergedKind.Member] {
        if let row = currentDetail?.row {
            return source(of: row.id.kind)?.members.filter { $0.connection.id == row.id.connection } ?? []
        }
        return currentTable?.source?.members ?? []
    }

    var canCreate: Bool { currentMembers.contains { $0.operations.create != nil } }
    var canUpdate: Bool { currentMembers.contains { $0.operations.update != nil } }
    var canDelete: Bool { currentMembers.contains { $0.operations.delete != nil } }

    /// Whether the connection of the row at hand can do this with it; where none is at hand, any may.
    func rowOffers(_ isThere: (ResourceOperations<Row>) -> Bool) -> Bool {
        guard let row = primaryRow, let operations = operations(for: row)?.operations else { return true }
        return row.id.isReadable && isThere(operations)
    }

    func rowConnectionOffers(_ isThere: (Connection) -> Bool) -> Bool {
        guard let row = primaryRow, let connection = workspace[row.id.connection] else { return true }
        return row.id.isReadable && isThere(connection)
    }

    /// Whether the connection of the row at hand can change it.
    var updateAvailability: Availability {
        guard let row = primaryRow else { return rowAvailability }
        guard row.id.isReadable else { return .disabled(ResourceID.unreadable) }
        let canUpdate = source(of: row.id.kind)?.operations(for: row.id)?.update != nil
        return canUpdate ? .available : .disabled("\(row.id.connection) does not offer it")
    }

    /// Whether the connections of the rows that are meant can delete them.
    var deleteAvailability: Availability {
        guard let kind = primaryRow.flatMap({ source(of: $0.id.kind) }) else { return rowAvailability }
        guard targets.allSatisfy(\.id.isReadable) else { return .disabled(ResourceID.unreadable) }
        let other = targets.first { kind.operations(for: $0.id)?.delete == nil }
        return other.map { .disabled("\($0.id.connection) does not offer it") } ?? .available
    }

    /// Whether any connection offers one of these actions for a kind.
    func offers(_ actions: [String], of kind: ResourceKind) -> Bool {
        shownConnections.contains { connection in
            connection.resources[kind].map { operations in actions.contains { operations.action($0) != nil } }
                ?? false
        }
    }

    /// Whether any row that is meant allows an action, or why the first does not.
    func availability(ofAction name: String) -> Availability {
        let rows = targets
        guard let first = rows.first else { return rowAvailability }
        guard let action = source(of: first.id.kind)?.action(name) else {
            return .disabled("\(first.id.connection) does not offer it")
        }
        let isAllowed = rows.contains { action.availability($0).isAvailable }
        return isAllowed ? .available : action.availability(first)
    }

    var canLaunch: Bool {
        shownConnections.contains { !$0.isReadOnly && $0.launchesCampaigns }
    }

    var launchAvailability: Availability {
        guard let campaign = primaryRow?.resource as? Campaign else { return rowAvailability }
        guard campaign.id.isReadable else { return .disabled(ResourceID.unreadable) }
        if let reason = workspace[campaign.id.connection]?.campaigns?.launchesNone {
            return .disabled(reason)
        }
        switch campaign.state {
        case .draft, .scheduled, .waitingCredit: return .available
        case .preparing, .running, .paused: return .disabled("it is being sent already; Enter watches it")
        case .unknown:
            return .disabled(
                campaign.ownState.map { "the platform calls it \($0)" } ?? "its state is not told")
        case .finished, .aborted:
            let again =
                offers([ActionDescription.resend.name], of: .campaign) ? ", and S there sends again" : ""
            return .disabled("it has ended; Enter shows how\(again)")
        }
    }

    var canCompose: Bool { shownConnections.contains { $0.messages != nil } }
}
