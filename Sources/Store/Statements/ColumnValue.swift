package import FoundationEssentials

/// A type whose values a statement can be given and a column be read as.
package protocol ColumnValue: RowDecodable, Sendable {
    var sqlValue: SQLValue { get }

    /// Nil for a null, and for what is of another kind.
    init?(_ value: SQLValue)
}

extension ColumnValue {
    /// The value of the first column.
    package init?(row: SQLRow) { self.init(row.value(at: 0)) }
}

extension SQLValue: ColumnValue {
    package var sqlValue: SQLValue { self }

    package init(_ value: SQLValue) { self = value }
}

extension Int64: ColumnValue {
    package var sqlValue: SQLValue { .integer(self) }

    /// A sum of reals may stand for a whole number.
    package init?(_ value: SQLValue) {
        switch value {
        case .integer(let number): self = number
        case .real(let number):
            guard let whole = Int64(exactly: number.rounded(.towardZero)) else { return nil }
            self = whole
        case .null, .text, .blob: return nil
        }
    }
}

extension Int: ColumnValue {
    package var sqlValue: SQLValue { .integer(Int64(self)) }

    package init?(_ value: SQLValue) {
        guard let number = Int64(value) else { return nil }
        self.init(exactly: number)
    }
}

extension Int32: ColumnValue {
    package var sqlValue: SQLValue { .integer(Int64(self)) }

    package init?(_ value: SQLValue) {
        guard let number = Int64(value) else { return nil }
        self.init(exactly: number)
    }
}

extension Bool: ColumnValue {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }

    package init?(_ value: SQLValue) {
        switch value {
        case .integer(let number): self = number != 0
        case .real(let number): self = number != 0
        case .null, .text, .blob: return nil
        }
    }
}

extension Double: ColumnValue {
    package var sqlValue: SQLValue { .real(self) }

    package init?(_ value: SQLValue) {
        switch value {
        case .integer(let number): self = Double(number)
        case .real(let number): self = number
        case .null, .text, .blob: return nil
        }
    }
}

extension String: ColumnValue {
    package var sqlValue: SQLValue { .text(self) }

    package init?(_ value: SQLValue) {
        switch value {
        case .text(let text): self = text
        case .blob(let bytes): self = String(decoding: bytes, as: UTF8.self)
        case .integer(let number): self = String(number)
        case .real(let number): self = String(number)
        case .null: return nil
        }
    }
}

extension Data: ColumnValue {
    package var sqlValue: SQLValue { .blob(self) }

    package init?(_ value: SQLValue) {
        switch value {
        case .blob(let bytes): self = bytes
        case .text(let text): self = Data(text.utf8)
        case .null, .integer, .real: return nil
        }
    }
}
