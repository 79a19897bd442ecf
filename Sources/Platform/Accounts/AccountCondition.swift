import ServiceCore
import Store

extension TextCondition {
    /// The accounts whose user name holds a text.
    static func accounts(_ name: String, in db: ReadTransaction) throws -> [Int64] {
        let needle = SearchFolding.fold(name)
        let rows = try SQLRow.fetchAll(db, "SELECT id, username FROM account")
        return rows.filter { SearchFolding.fold($0[1]).contains(needle) }.map { $0[0] }
    }
}
