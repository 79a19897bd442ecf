import GRDB

/// A piece of SQL with the values that it is given.
///
/// In a literal `\(value)` is a value of the statement and never part of its text, `\(piece)` another piece, and
/// `\(sql: text)` text of this source: names, numbers of our own, never what comes from outside.
package struct SQL: Sendable, Hashable {
    package private(set) var text: String
    package private(set) var values: [SQLValue]

    /// Text that was put together elsewhere; it is labelled because a literal means its interpolations otherwise.
    ///
    /// - Parameter values: one for each `?` of the text.
    package init(text: String, _ values: [(any ColumnValue)?] = []) {
        self.text = text
        self.values = values.map { $0?.sqlValue ?? .null }
    }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum += right
        return sum
    }

    package static func += (left: inout SQL, right: SQL) {
        left.text += right.text
        left.values += right.values
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text: text) }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql = ""
            sql.text.reserveCapacity(literalCapacity + interpolationCount)
            sql.values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { sql.text += literal }

        package mutating func appendInterpolation<T: ColumnValue>(_ value: T?) {
            sql.text += "?"
            sql.values.append(value?.sqlValue ?? .null)
        }

        package mutating func appendInterpolation(_ piece: SQL) { sql += piece }

        package mutating func appendInterpolation(sql text: some LosslessStringConvertible) {
            sql.text += String(text)
        }

        /// A column, or a comparison that begins with one, for which the planner is to take no index.
        package mutating func appendInterpolation(unindexed column: String) {
            sql.text += SQL.dialect.unindexed(column)
        }

        /// Values between commas.
        package mutating func appendInterpolation(list values: [some ColumnValue]) {
            sql.text += Array(repeating: "?", count: values.count).joined(separator: ", ")
            sql.values += values.map(\.sqlValue)
        }

        /// The same, the last of them named again and again until there are 8, 64, 512…: so the statement has few forms, which
        /// are kept prepared.
        package mutating func appendInterpolation(padded values: [some ColumnValue]) {
            var count = 1
            while count < values.count, count < 4096 { count *= 8 }
            let rest = values.last.map { Array(repeating: $0, count: max(0, count - values.count)) } ?? []
            appendInterpolation(list: values + rest)
        }
    }
}

extension SQL {
    package static func constant(_ isTrue: Bool) -> SQL { isTrue ? "1 = 1" : "1 = 0" }

    /// - Parameter values: numbers of our own or words that stand in this source, never text from outside.
    package static func isOne(_ column: String, of values: [String]) -> SQL {
        values.isEmpty ? constant(false) : SQL(text: "\(column) IN (\(values.joined(separator: ", ")))")
    }

    package func and(_ other: SQL) -> SQL {
        if text == "1 = 1" { return other }
        return "\(self) AND \(other)"
    }

    package static func any(_ parts: [SQL]) -> SQL {
        parts.isEmpty ? .constant(false) : parts.map { "(\($0))" }.joined(" OR ")
    }

    package static func all(_ parts: [SQL]) -> SQL {
        parts.isEmpty ? .constant(true) : parts.map { "(\($0))" }.joined(" AND ")
    }

    /// Holds where this does not, or cannot be told.
    package var negated: SQL { "(\(self)) IS NOT TRUE" }
}

extension [SQL] {
    package func joined(_ separator: String) -> SQL {
        var all: SQL = ""
        for (place, piece) in enumerated() {
            if place > 0 { all += SQL(text: separator) }
            all += piece
        }
        return all
    }
}

extension SQL {
    var arguments: StatementArguments { StatementArguments(values) }
}
