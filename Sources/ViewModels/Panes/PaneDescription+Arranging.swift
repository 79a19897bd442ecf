package import ServiceCore

/// A column where a person wants it.
package struct ColumnPlace: Sendable, Equatable {
    package let field: FieldID
    /// In columns of the terminal; nil leaves it as it is.
    package let width: Int?

    package init(_ field: FieldID, width: Int? = nil) { (self.field, self.width) = (field, width) }
}

extension PaneDescription {
    /// The same pane with these columns shown in this order, behind the one that rows are known by; none leaves it as it is.
    package func arranged(by places: [ColumnPlace]) -> PaneDescription {
        guard !places.isEmpty else { return self }
        let wanted = places.compactMap { place in
            columns.first { $0.field == place.field }.map { $0.shown(width: place.width) }
        }
        let rest = columns.filter { column in !wanted.contains { $0.field == column.field } }
        let key = (wanted + rest).filter { $0.priority == 0 }
        var pane = self
        pane.columns =
            key + wanted.filter { $0.priority > 0 }
            + rest.filter { $0.priority > 0 }.map {
                PaneColumn(field: $0.field, column: $0.column, isHidden: true)
            }
        return pane
    }
}

extension PaneColumn {
    fileprivate func shown(width: Int?) -> PaneColumn {
        PaneColumn(field: field, column: width.map(column.exactly) ?? column, isHidden: false)
    }
}
