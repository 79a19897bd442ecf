import GRDB

/// A row of a query.
///
/// One that a cursor gives is good until the next; those of `fetchOne` and `fetchAll` stay.
package struct SQLRow {
    let row: GRDB.Row
    private let places: ColumnPlaces

    init(_ row: GRDB.Row, _ places: ColumnPlaces) { (self.row, self.places) = (row, places) }

    package func value(at index: Int) -> SQLValue { SQLValue(row[index] as DatabaseValue) }

    /// Nil where the query has no such column.
    package func value(of column: String) -> SQLValue? {
        places.place(of: column, in: row).map(value(at:))
    }

    package var columnNames: [String] { Array(row.columnNames) }

    package var values: [SQLValue] { row.databaseValues.map { SQLValue($0) } }

    // A query and what reads its rows stand together in this program's own text, and STRICT tables keep the types: a column that
    // is not there, or a null that nobody provided for, is a mistake in that text, on which nothing may be computed further.

    /// The column must hold a value of the type: what may be null is asked for as an optional.
    package subscript<T: ColumnValue>(_ index: Int) -> T {
        guard let value = T(value(at: index)) else { fatalError("column \(index) is no \(T.self)") }
        return value
    }

    package subscript<T: ColumnValue>(_ index: Int) -> T? { T(value(at: index)) }

    package subscript<T: ColumnValue>(_ column: String) -> T {
        guard let value = T(value(of: column) ?? .null) else {
            fatalError("column \(column) is no \(T.self)")
        }
        return value
    }

    /// Nil, too, where the query has no such column.
    package subscript<T: ColumnValue>(_ column: String) -> T? { value(of: column).flatMap { T($0) } }
}

extension SQLRow: RowDecodable {
    /// A copy, which outlives the cursor's next step.
    package init(row: SQLRow) { self.init(row.row.copy(), row.places) }
}

/// Where the columns of a query stand, found once for all its rows: a copied row would compare its names one by one.
final class ColumnPlaces {
    private var places: [String: Int]?

    /// Names differ by more than case, as in SQL; of two that are the same the first is meant.
    func place(of column: String, in row: GRDB.Row) -> Int? {
        let places = places ?? found(in: row)
        return places[column] ?? places[column.lowercased()]
    }

    private func found(in row: GRDB.Row) -> [String: Int] {
        let names = row.columnNames.enumerated().map { ($1.lowercased(), $0) }
        let found = Dictionary(names) { first, _ in first }
        places = found
        return found
    }
}
