import ServiceCore
import Store

/// A filter over suppressions as a condition on `suppression s`.
struct SuppressionCondition {
    let db: ReadTransaction
    let connection: ConnectionID

    /// What an entry of no account in particular shows.
    static let allAccounts = "all accounts"

    func part(of filter: Filter) throws -> SQL {
        return SQL.all(
            try filter.terms.map { term in
                let part = try part(of: term.test)
                return term.isNegated ? part.negated : part
            })
    }

    private func part(of test: FilterTerm.Test) throws -> SQL {
        switch test {
        case .anywhere(let word):
            let fields = ["address", "reason", "state", "channel", "note", "account"]
            return SQL.any(try fields.map { try text($0, .contains, word) })
        case .account(let name): return try accounts(name)
        case .platform(let name):
            return .constant(SearchFolding.fold(connection.name).contains(SearchFolding.fold(name)))
        case .field(let field, let comparison, .text(let text)):
            return try self.text(field, comparison, text)
        case .field("created", let comparison, .date(let date)):
            return TextCondition.of("s.at", comparison, date)
        case .field("lifted", let comparison, .date(let date)):
            return TextCondition.of("s.lifted_at", comparison, date)
        case .field(let field, _, _): throw Self.unknown(field)
        }
    }

    private func text(
        _ field: FieldID, _ comparison: FilterTerm.Comparison, _ text: String
    ) throws -> SQL {
        let isOne: (String, [String]) -> SQL = { column, words in
            .isOne(column, of: TextCondition.words(words, comparison, text).map { "'\($0)'" })
        }
        switch field {
        case "address":
            return TextCondition.address("s.address", shown: StoredAddress.shown("s"), comparison, text)
        case "reason": return isOne("s.reason", Suppression.Reason.allCases.map(\.rawValue))
        case "channel": return isOne("s.channel", Channel.allCases.map(\.rawValue))
        case "state": return isOne(SuppressionQueries.state, ["lifted", "suppressed"])
        case "note": return TextCondition.of("s.note", comparison, text)
        case "account": return try accounts(text)
        default: throw Self.unknown(field)
        }
    }

    private func accounts(_ name: String) throws -> SQL {
        let ids = try TextCondition.accounts(name, in: db).map(String.init)
        let own = SQL.isOne("s.account", of: ids)
        return Self.allAccounts.contains(SearchFolding.fold(name))
            ? SQL.any([own, SQL("s.account IS NULL")]) : own
    }

    private static func unknown(_ field: FieldID) -> ServiceError {
        ServiceError(
            .invalid, "Suppressions are not filtered by “\(field)”.",
            hint: "Use address, reason, state, channel, created, lifted, note or account.")
    }
}
