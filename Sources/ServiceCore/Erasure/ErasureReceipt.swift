package import FoundationEssentials

/// What was erased of a person where, and what could not be and why.
package struct ErasureReceipt: Sendable {
    package let address: String
    /// What the person is called from now on, where something must be said: `erased-3fa2b1c9d0e4`.
    package let alias: String
    package let made: Date
    package let origin: CaseFile.Origin
    package var parts: [ErasedPart] = []
    /// What stays elsewhere, whatever the connections did.
    package var stays: [String] = []

    package init(address: String, alias: String, made: Date, origin: CaseFile.Origin) {
        (self.address, self.alias, self.made, self.origin) = (address, alias, made, origin)
    }

    /// Whether everything that can be erased is.
    package var isWhole: Bool { parts.allSatisfy(\.isWhole) }

    /// For people, times in their zone; nothing in it steers a terminal.
    package func text(_ zone: WallZone) -> String {
        let head = [
            "Erasure of \(address)", "", "Called   \(alias) from now on",
            "Made     \(zone.text(made)) by \(origin.who)",
            "Told by  \(origin.program)",
        ]
        let ends = stays.isEmpty ? [] : ["", "Elsewhere"] + stays.map { "  \($0)" }
        return (head + parts.flatMap(Self.lines) + ends).map(SteeringText.escaped).joined(separator: "\n")
            + "\n"
    }

    private static func lines(of part: ErasedPart) -> [String] {
        var lines = ["", "On \(part.connection)"]
        if part.found.isEmpty {
            lines.append("  Erased: nothing")
        } else {
            lines += part.found.map { "  Erased: \($0.words)" }
        }
        lines += part.failure.map { ["  Not erased: \($0)"] } ?? []
        lines += part.notes.map { "  \($0)" }
        return lines + part.stays.map { "  Stays: \($0)" }
    }

    /// For programs, times in UTC.
    package var json: String {
        RowJSON.object([
            ("person", RowJSON.quoted(address)), ("alias", RowJSON.quoted(alias)),
            ("made", RowJSON.value(.date(made))), ("made_by", RowJSON.quoted(origin.who)),
            ("program", RowJSON.quoted(origin.program)), ("whole", isWhole ? "true" : "false"),
            ("connections", Self.list(parts.map(Self.json))), ("stays", Self.list(stays.map(RowJSON.quoted))),
        ]) + "\n"
    }

    private static func json(_ part: ErasedPart) -> String {
        RowJSON.object([
            ("connection", RowJSON.quoted(part.connection.name)),
            ("erased", RowJSON.object(part.found.map { ($0.what, String($0.count)) })),
            ("failure", RowJSON.value(.text(part.failure))), ("notes", list(part.notes.map(RowJSON.quoted))),
            ("stays", list(part.stays.map(RowJSON.quoted))),
        ])
    }

    private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
}
