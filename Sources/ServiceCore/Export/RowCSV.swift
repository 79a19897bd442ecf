/// Rows as CSV by RFC 4180, each line ending in CR LF.
///
/// Nothing in it steers a terminal, whatever it is piped into: controls and bidi overrides stand as `\u001b`.
package enum RowCSV {
    /// The field ids, `id` first.
    package static func header(_ fields: [FieldID]) -> String {
        line((["id"] + fields.filter { $0 != "id" }).map(cell))
    }

    /// Everything of a kind, as JSON has it: the connection, then every field.
    package static func fields(of schema: ResourceSchema) -> [FieldID] {
        ["connection"] + schema.fields.map(\.id)
    }

    /// One row; secrets are masked.
    package static func line(_ row: Row, fields: [FieldID]) -> String {
        line(
            [cell(row.id.native)]
                + fields.filter { $0 != "id" }.map { field in
                    field == "connection" ? cell(row.id.connection.name) : cell(row[field])
                })
    }

    /// A cell's text, quoted where it must be; numbers are never taken for formulas.
    package static func cell(_ value: FieldValue) -> String {
        switch value {
        case .integer, .number: value.plainText
        default: cell(value.plainText)
        }
    }

    /// A text that a spreadsheet would run as a formula gets a `'` in front.
    ///
    /// So does one that already begins with such a `'`, so that every text can be had back as it was.
    package static func cell(_ text: String) -> String {
        let plain = SteeringText.escaped(text)
        let safe = looksLikeFormula(text) ? "'" + plain : plain
        guard safe.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    static func looksLikeFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.drop(while: { $0 == "'" }).first else { return false }
        return ["=", "+", "-", "@", "\t", "\r"].contains(first)
    }

    /// A line of these cells, as `cell` gives them.
    package static func line(_ cells: [String]) -> String {
        cells.joined(separator: ",") + "\r\n"
    }
}
