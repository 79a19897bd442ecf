import ServiceCore

extension SendClean.SMTPUsers {
    /// Writes what differs between two states of a user.
    ///
    /// - Returns: the state written, which the platform does not repeat.
    func save(
        _ user: SMTPUser, over old: SMTPUser, _ tell: @escaping SendClean.RowEdits<SMTPUser>.Telling
    ) async throws(ServiceError) -> SMTPUser {
        let settling = Settling(on: SendClean.title, [user.id], from: [Row(old)], wished: [Row(user)]) {
            () async throws(ServiceError) in
            let now = try await rows([user.id])[0]
            if Self.isSame(now, user) { return .done(user) }
            return Self.isSame(now, old)
                ? .notShown
                : .unclear(
                    "SendClean lists \(user.name) with values of somebody else; look before you repeat it.")
        } outcome: { saved in
            tell(SendClean.RowEdits((before: old, after: saved)))
        }
        return try await settling.value { () async throws(ServiceError) in
            try await context.client.editSMTPUser(
                user.name, hourlyLimit: user.hourlyLimit == old.hourlyLimit ? nil : user.hourlyLimit,
                totalLimit: user.totalLimit == old.totalLimit ? nil : user.totalLimit,
                isEnabled: user.isEnabled == old.isEnabled ? nil : user.isEnabled)
            return user
        }
    }

    /// Whether nothing that can be edited differs.
    static func isSame(_ left: SMTPUser, _ right: SMTPUser) -> Bool {
        (left.isEnabled, left.hourlyLimit) == (right.isEnabled, right.hourlyLimit)
            && left.totalLimit == right.totalLimit
    }

    /// Writes the states before these edits again; nil where what stood there is unknown.
    func reversal(_ summary: String, _ edits: [SendClean.RowEdits<SMTPUser>.Edit]) -> Reversal? {
        let canRestore = edits.allSatisfy { edit in
            (edit.before.isEnabled != nil || edit.after.isEnabled == nil)
                && (edit.before.hourlyLimit != nil || edit.after.hourlyLimit == nil)
                && (edit.before.totalLimit != nil || edit.after.totalLimit == nil)
        }
        guard canRestore, !edits.isEmpty else { return nil }
        return Reversal(summary) { () async throws(ServiceError) in
            let rows = zip(try await rows(edits.map(\.after.id)), edits).map {
                $0.learning(from: $1.after, but: context.inHand.doubted(in: $1.after.id))
            }
            for (row, edit) in zip(rows, edits) where !Self.isSame(row, edit.after.learning(from: row)) {
                throw ServiceError(
                    .conflict, "\(row.name) has changed since; nothing was undone.",
                    hint: "Look at it again and edit it as it is now.")
            }
            let before = Dictionary(uniqueKeysWithValues: edits.map { ($0.after.id, $0.before) })
            let tell: SendClean.RowEdits<SMTPUser>.Telling = { $0.outcome { _ in "undone: \(summary)" } }
            return tell(
                try await SendClean.RowEdits(rows) { row async throws(ServiceError) in
                    var back = row
                    if let old = before[row.id] {
                        back.isEnabled = old.isEnabled
                        (back.hourlyLimit, back.totalLimit) = (old.hourlyLimit, old.totalLimit)
                    }
                    return try await save(back, over: row, tell)
                })
        }
    }
}
