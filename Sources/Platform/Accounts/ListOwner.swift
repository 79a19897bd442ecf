import ServiceCore
import Store

/// The account whose rows a list brings.
struct ListOwner: Sendable {
    let id: Int64
    let name: String

    /// - Parameter wanted: nil where only one can be meant.
    init(_ wanted: String?, in db: ReadTransaction) throws {
        if let wanted {
            id = try AccountQueries.rowID(wanted: wanted, in: db)
        } else {
            let ids = try Int64.fetchAll(db, "SELECT id FROM account ORDER BY id LIMIT 2")
            guard let only = ids.first, ids.count == 1 else { throw Self.unsaid(ids.isEmpty) }
            id = only
        }
        name = try String.fetchOne(db, "SELECT username FROM account WHERE id = \(id)") ?? ""
    }

    private static func unsaid(_ isNone: Bool) -> ServiceError {
        isNone
            ? ServiceError(.notFound, "There is no account yet.", hint: "sendboard account add makes one.")
            : ServiceError(
                .invalid, "The list does not say whose rows it brings.", hint: "Add --account NAME.",
                field: "account")
    }
}
