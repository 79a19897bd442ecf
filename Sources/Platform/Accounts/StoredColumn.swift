package import FoundationEssentials
package import ServiceCore
package import Store

/// Columns of a table and the place in a resource where what they hold stands.
struct StoredColumn<R>: Sendable {
    let read: @Sendable (SQLRow, inout R) -> Void
    /// What an edit writes; counters and states of checks are not among it.
    var write: @Sendable (R) -> ColumnValues = { _ in [] }

    /// A column that edits write.
    static func edited<Value: ColumnValue>(
        _ name: String, _ place: any WritableKeyPath<R, Value> & Sendable
    ) -> Self {
        Self(read: { $1[keyPath: place] = $0[name] }, write: { [(name, $0[keyPath: place])] })
    }

    static func edited<Value: ColumnValue>(
        _ name: String, _ place: any WritableKeyPath<R, Value?> & Sendable
    ) -> Self {
        Self(read: { $1[keyPath: place] = $0[name] as Value? }, write: { [(name, $0[keyPath: place])] })
    }

    /// A column that is only read.
    static func shown<Value: ColumnValue>(
        _ name: String, _ place: any WritableKeyPath<R, Value> & Sendable
    ) -> Self {
        Self(read: { $1[keyPath: place] = $0[name] })
    }

    static func shown<Value: ColumnValue>(
        _ name: String, _ place: any WritableKeyPath<R, Value?> & Sendable
    ) -> Self {
        Self(read: { $1[keyPath: place] = $0[name] as Value? })
    }
}

extension Date: ColumnValue {
    package var sqlValue: SQLValue { .integer(storedTime) }

    package init?(_ value: SQLValue) {
        guard let time = Int64(value) else { return nil }
        self.init(storedTime: time)
    }
}

extension DNSState: ColumnValue {
    package var sqlValue: SQLValue { .text(word.word) }

    package init?(_ value: SQLValue) {
        guard let word = String(value) else { return nil }
        self.init(word: word)
    }
}
