import ServiceCore

extension EditSession {
    /// What the trail says of taking a deletion back.
    static let restoring = "restore"

    /// Puts back what an entry of the trail deleted, and writes that into the trail.
    ///
    /// - Returns: what could not be put back with it, as a sentence; nil where nothing is missing.
    /// - Throws: `.conflict` where something has taken its place since, `.notFound` where it is not kept any more.
    func putBack(_ deletion: AuditEntry) throws -> String? {
        let entry = Int64(deletion.id.native) ?? 0
        var puttingBack = try PuttingBack(database)
        do {
            try puttingBack.putBack(entry)
        } catch let obstacle as PuttingBack.Obstacle {
            throw Self.conflict(obstacle, deletion)
        }
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: "undo", target: deletion.target,
                title: deletion.targetName, changes: deletion.changes.map(\.reversed), undoOf: entry),
            in: database)
        guard puttingBack.leftOut > 0 else { return nil }
        let rows = NumberText.counted(puttingBack.leftOut, "row")
        return "\(deletion.targetName) is back, but \(rows) that went with it had lost their place."
    }

    private static func conflict(
        _ obstacle: PuttingBack.Obstacle, _ deletion: AuditEntry
    ) -> ServiceError {
        let kind = deletion.target.kind.rawValue.replacing("-", with: " ")
        let name = deletion.targetName
        switch obstacle {
        case .homeless(let what):
            return ServiceError(
                .conflict, "The \(what) of “\(name)” is gone; nothing was put back.",
                hint: "The audit trail says what it was.")
        case .taken("id", _):
            return ServiceError(
                .conflict, "Another \(kind) has the place of “\(name)” now; nothing was put back.",
                hint: "Make it anew; the audit trail says what it was.")
        case .taken(_, let value):
            return ServiceError(
                .conflict, "“\(value ?? name)” is another \(kind)’s now; nothing was put back.",
                hint: "Rename or delete that one, then take it back again.")
        }
    }
}
