import GRDB

/// The rows of a query one by one; a row itself is good until the next.
package final class SQLCursor<T: RowDecodable> {
    private let rows: RowCursor
    private let places = ColumnPlaces()

    init(_ statement: GRDB.Statement, _ sql: SQL) throws {
        rows = try GRDB.Row.fetchCursor(statement, arguments: sql.arguments)
    }

    /// - Throws: `UnexpectedNull` where there is no value to be given.
    package func next() throws -> T? {
        guard let row = try nextRow() else { return nil }
        guard let value = try T(row: row) else { throw UnexpectedNull() }
        return value
    }

    func nextRow() throws -> SQLRow? { try rows.next().map { SQLRow($0, places) } }
}

extension SQLCursor where T == SQLRow {
    /// The row without a copy.
    package func next() throws -> SQLRow? { try nextRow() }
}
