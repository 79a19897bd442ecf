import ServiceCore
import Store

/// A filter over suppressions as a condition on `suppression s`.
struct SuppressionCondition {
    let db: ReadTransaction
    let connection: ConnectionID

    /// What an entry of no account in particular shows.
    static let allAccounts = "all accounts"

    func part(of filter: Filter) throws -> SQL {
        try FilterCompiler(
            columns, anywhere: ["address", "reason", "state", "channel", "note", "account"],
            account: { try accounts($0) }, platform: connection.isNamed
        ) { field in
            ServiceError(
                .invalid, "Suppressions are not filtered by “\(field)”.",
                hint: "Use address, reason, state, channel, created, lifted, note or account.")
        }
        .condition(filter)
    }

    private var columns: [FieldID: FilterColumn] {
        [
            "address": .address(key: "s.address", shown: StoredAddress.shown("s")),
            "reason": .words("s.reason", Suppression.Reason.allCases.map(\.rawValue)),
            "channel": .words("s.channel", Channel.allCases.map(\.rawValue)),
            "state": .words(SuppressionQueries.state, ["lifted", "suppressed"]),
            "note": .text("s.note"), "account": .own { try accounts($1, $0) },
            "created": .time("s.at"), "lifted": .time("s.lifted_at"),
        ]
    }

    private func accounts(_ name: String, _ comparison: FilterTerm.Comparison = .contains) throws -> SQL {
        let ids = try TextCondition.accounts(name, comparison, in: db).map(String.init)
        let own = SQL.isOne("s.account", of: ids)
        return comparison.accepts(Self.allAccounts, name)
            ? SQL.any([own, SQL("s.account IS NULL")]) : own
    }
}

extension ConnectionID {
    /// Whether a filter's `platform:` means this connection, as a condition.
    func isNamed(_ name: String) -> SQL {
        .constant(SearchFolding.fold(self.name).contains(SearchFolding.fold(name)))
    }
}
