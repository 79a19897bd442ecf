import ServiceCore
import ViewModels

/// A column of a printed table.
struct TableColumn: Equatable {
    let field: FieldID
    let title: String
    /// Higher ones are left out first where a terminal is too narrow.
    let priority: Int
    let isNumeric: Bool
    let isTime: Bool
    /// Whether its texts have any length.
    let isLong: Bool
    /// Whether a row has a value here, known or not.
    let isTold: Bool

    /// The columns that the board's pane of this kind shows first; what has any length stands last and puts nothing out of
    /// line.
    static func shown(for schema: ResourceSchema) -> [TableColumn] {
        guard let pane = PaneRegistry[schema.kind] else {
            return schema.fields.prefix(6).enumerated().map { TableColumn($1, priority: $0) }
        }
        let columns = pane.columns.filter { !$0.isHidden }.compactMap { column in
            schema[column.field].map {
                TableColumn($0, title: head(of: column, $0), priority: column.priority)
            }
        }
        return columns.filter { !$0.isLong } + columns.filter(\.isLong)
    }

    /// As where the column is asked for by name, or the board's shorter word where the column is narrower than that.
    private static func head(of column: PaneColumn, _ field: FieldDescription) -> String {
        field.label.count <= column.column.width.lowerBound ? field.label.uppercased() : column.title
    }

    /// The connection that a row is of; shown where there are several.
    static let platform = TableColumn(
        Field<Row>("connection", "Platform") { .text($0.id.connection.name) }.description, priority: 1)

    /// A row's own id, which every format but the table prints unasked.
    static let id = TableColumn(Field<Row>("id", "ID") { .text($0.id.native) }.description, priority: 0)

    /// What stands in this column.
    func value(of row: Row) -> FieldValue {
        switch self {
        case .platform: .text(row.id.connection.name)
        case .id: .text(row.id.native)
        default: row[field]
        }
    }

    /// The columns that a person asked for, by field id or label; `id` and `connection` are of every kind.
    ///
    /// - Throws: `.invalid` for a field that the kind does not have, with the nearest name.
    static func named(_ names: [String], in schema: ResourceSchema) throws(ServiceError) -> [TableColumn] {
        var columns: [TableColumn] = []
        for name in names {
            let own = [Self.id, Self.platform].first {
                $0.field == name.lowercased() && schema[$0.field] == nil
            }
            if let own {
                columns.append(own)
            } else {
                columns.append(TableColumn(try schema.field(named: name), priority: 0))
            }
        }
        return columns
    }

    init(_ field: FieldDescription, title: String? = nil, priority: Int) {
        self.field = field.id
        self.title = title ?? field.label.uppercased()
        self.priority = priority
        isNumeric = field.kind == .integer || field.kind == .number
        isTime = field.kind == .date
        isLong = field.kind == .longText
        isTold = isNumeric || field.kind == .flag || field.kind == .state
    }
}

extension ResourceSchema {
    /// The field that a person means: its id, with `-` for `_` allowed.
    ///
    /// - Throws: `.invalid` with the nearest name.
    func field(named name: String) throws(ServiceError) -> FieldDescription {
        if let field = self[name.lowercased().replacing("-", with: "_")] { return field }
        let known = fields.map(\.id)
        throw ServiceError(
            .invalid, "\(words.plural.capitalizedFirst) have no field “\(name)”.",
            hint: NearestName.hint(for: name, among: known, else: "Fields"))
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
