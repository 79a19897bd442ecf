package import ServiceCore

/// One pane as data: what it lists, in which columns, and which keys do what to a row.
package struct PaneDescription: Sendable, Identifiable {
    /// What it lists.
    package let resource: any Resource.Type
    /// The dotted first half of its commands' names and the palette's word: `contacts`.
    package let name: String
    package let title: String
    /// 1 to 8 for the panes with a number.
    package let number: Int?
    /// Those that are shown at first, in their order, and then the kind's others, which are chosen with `o`.
    package internal(set) var columns: [PaneColumn]
    /// Nil takes the listing's own order.
    package let sort: RowOrder?
    /// Kinds whose rows belong to a row of this one, reached from its detail by `account:` filters.
    package let related: [ResourceKind]
    /// What the pane says when the platform has no row at all.
    package let emptyHint: String
    /// Whether `M` composes a message to its rows.
    package let canCompose: Bool
    /// Whether its rows are what happened: a cursor that stands on the first of them goes on to newer ones.
    package let isLog: Bool

    /// The campaign whose recipients alone it lists; nil for panes of all rows of a kind.
    package internal(set) var campaign: ResourceID?

    /// Tells its table from others.
    package var id: String { campaign.map { "\(name) of \($0)" } ?? name }

    package var kind: ResourceKind { resource.kind }

    /// The keys that do what can be done with its rows.
    package var quickEdits: [ActionKey] { resource.keys.filter { $0.key != nil } }

    package init(
        _ resource: any Resource.Type, name: String, title: String, number: Int? = nil,
        columns shown: [FieldID],
        sort: RowOrder? = nil, related: [ResourceKind] = [],
        emptyHint: String = "n makes one", canCompose: Bool = false,
        isLog: Bool = false
    ) {
        self.resource = resource
        self.name = name
        self.title = title
        self.number = number
        columns = Self.columns(of: resource.schema, shown)
        self.sort = sort
        self.related = related
        self.emptyHint = emptyHint
        self.canCompose = canCompose
        self.isLog = isLog
    }
}

extension PaneDescription {
    fileprivate static func columns(of schema: ResourceSchema, _ shown: [FieldID]) -> [PaneColumn] {
        let first = shown.map { id in
            guard let column = schema[id]?.column else {
                // Panes are written with the fields; no input leads here.
                preconditionFailure("no field \(id) of a \(schema.words.singular) has a column")
            }
            return PaneColumn(field: id, column: column, isHidden: false)
        }
        let others = schema.fields.filter { !shown.contains($0.id) }
        return first
            + others.compactMap { field in
                field.column.map { PaneColumn(field: field.id, column: $0, isHidden: true) }
            }
    }
}

/// A field as a column of a pane.
package struct PaneColumn: Sendable, Hashable {
    package let field: FieldID
    package let column: FieldColumn
    package let isHidden: Bool

    package var title: String { column.title }
    package var priority: Int { column.priority }
}
