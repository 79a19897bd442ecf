import ServiceCore

/// One column of a pane, as the section `columns` puts it in its place.
package struct ColumnEntry: Sendable, Hashable {
    package let field: String
    /// In columns of the terminal; nil leaves it as it is.
    package var width: Int?
}

/// Reads the section `columns`: the columns of a pane in their order, each with its width where it is given one.
struct ColumnReading {
    /// The fields that are columns, by the pane's name; nil where any name goes.
    let known: [String: [String]]?

    private static let widths = 3...200

    func columns(_ section: YAMLValue) throws(ServiceError) -> [String: [ColumnEntry]] {
        var columns: [String: [ColumnEntry]] = [:]
        for (key, pane, value) in try section.entries(of: "columns") {
            guard known == nil || known?[pane] != nil else {
                throw key.error(
                    "there is no pane “\(pane)”.",
                    hint: ConfigurationReader.hint(pane, among: known?.keys.sorted() ?? []))
            }
            columns[pane] = try entries(value, pane)
        }
        return columns
    }

    private func entries(_ value: YAMLValue, _ pane: String) throws(ServiceError) -> [ColumnEntry] {
        var entries: [ColumnEntry] = []
        for item in value.items() where !item.isNothing {
            let entry = try entry(item, pane)
            guard !entries.contains(where: { $0.field == entry.field }) else {
                throw item.repeated("“\(entry.field)”")
            }
            entries.append(entry)
        }
        return entries
    }

    /// `email`, or `email 40` with its width.
    private func entry(_ item: YAMLValue, _ pane: String) throws(ServiceError) -> ColumnEntry {
        let text = try item.text("columns")
        let parts = text.split(separator: " ").map(String.init)
        let width = parts.count == 2 ? Int(parts[1]) : nil
        guard parts.count == 1 || width.map(Self.widths.contains) == true else {
            throw item.error(
                "“\(text)” is no column.", hint: "Write email, or \"email 40\" with a width from 3 to 200.")
        }
        if let fields = known?[pane], !fields.contains(parts[0]) {
            throw item.error(
                "\(pane) have no column “\(parts[0])”.",
                hint: ConfigurationReader.hint(parts[0], among: fields))
        }
        return ColumnEntry(field: parts[0], width: width)
    }
}
