import FoundationEssentials
import ServiceCore
import Store

/// How each field of a contact that is not part of its searched text is compared in SQL.
struct ContactFields {
    let db: ReadTransaction
    let connection: ConnectionID

    func part(of test: FilterTerm.Test) throws -> SQL {
        switch test {
        case .anywhere: .constant(true)
        case .account(let name): try accounts(name)
        case .platform(let name):
            .constant(SearchFolding.fold(connection.name).contains(SearchFolding.fold(name)))
        case .field(let field, let comparison, let operand): try part(field, comparison, operand)
        }
    }

    private func part(
        _ field: FieldID, _ comparison: FilterTerm.Comparison, _ operand: FilterTerm.Operand
    ) throws -> SQL {
        switch operand {
        case .text(let text): try textPart(field, comparison, text)
        case .flag(let flag):
            SQL("c.whitelisted_at IS \(sql: flag ? "NOT NULL" : "NULL")")
        case .number(let number): try compared(field, comparison, number)
        case .date(let date):
            field == "last_event_at"
                ? lastEvent(comparison, date) : try compared(field, comparison, date.storedTime)
        }
    }

    private func compared(
        _ field: FieldID, _ comparison: FilterTerm.Comparison, _ value: some ColumnValue
    ) throws -> SQL {
        let column = try column(field)
        let part = counted(field).and(SQL("\(sql: column) \(sql: comparison.sign) \(value)"))
        guard field == "hard_bounces" || field == "soft_bounces", !includesZero(comparison, value) else {
            return part
        }
        let few = field == "hard_bounces" ? Predicate.contactHardBounced : Predicate.contactSoftBounced
        return SQL(text: few).and(part)
    }

    private func includesZero(
        _ comparison: FilterTerm.Comparison, _ value: some ColumnValue
    ) -> Bool {
        let number = Double(value.sqlValue) ?? 0
        return switch comparison {
        case .greater: number < 0
        case .greaterOrEqual, .equals, .contains, .names: number <= 0
        case .less, .lessOrEqual: true
        }
    }

    /// What must hold besides, in the words of an index that leads to the few who have the field at all.
    private func counted(_ field: FieldID) -> SQL {
        switch field {
        case "numid": SQL("c.account IN (SELECT id FROM account)")
        case "invalid_since", "invalid_reason": SQL("c.state = 'invalid'")
        case "whitelisted_since": SQL("c.\(sql: Predicate.contactWhitelisted)")
        default: .constant(true)
        }
    }

    /// Asked of the sorted column, which an index covers; there 0 stands for no event.
    private func lastEvent(_ comparison: FilterTerm.Comparison, _ date: Date) -> SQL {
        SQL("c.last_event_sort \(sql: comparison.sign) \(date.storedTime) AND c.last_event_sort > 0")
    }

    private func textPart(
        _ field: FieldID, _ comparison: FilterTerm.Comparison, _ text: String
    ) throws -> SQL {
        let isWanted: (String) -> Bool = { word in comparison.accepts(word, text) }
        if field == "email" {
            return TextCondition.address(
                "c.email_sort", shown: StoredAddress.shownEmail("c"), comparison, text)
        }
        switch field {
        case "groups": return try groups { comparison.accepts(name: $0, text) }
        case "account": return try accounts(text)
        case "state":
            let words = Self.states(comparison, text)
            return .isOne("c.state", of: words.map { "'\($0)'" })
        case "operation":
            // Filters that were saved in the stored words go on meaning the same.
            let stored = ContactOperation.allCases.map(\.rawValue).filter {
                isWanted($0) || isWanted(ContactOperation.word($0))
            }
            return .isOne("c.operation", of: stored.map { "'\($0)'" })
        case "channels": return Self.channels(ContactChannels.allCases.filter { isWanted($0.rawValue) })
        case "last_event":
            let kinds = StoredEventKind.allCases.filter { isWanted($0.kind.rawValue) }
            return .isOne("c.last_event_kind", of: kinds.map { "\($0.rawValue)" })
        case "suppression":
            // In the words of an index that leads to the few.
            return SQL("c.state IN ('invalid', 'suppressed') AND c.is_suppressed = 1")
                .and(Self.suppression(of: "c.email", .email, isWanted))
        case "phone_suppression": return Self.suppression(of: "c.phone", .sms, isWanted)
        case "recipient_status": return Self.recipientStatus(isWanted)
        case "fields":
            let needle = SearchFolding.fold(text)
            return comparison == .equals
                ? SQL("folded_map(c.fields) = \(needle)")
                : SQL("instr(folded_map(c.fields), \(needle)) > 0")
        default: return counted(field).and(TextCondition.of(try column(field), comparison, text))
        }
    }

    private static func suppression(
        of address: String, _ channel: Channel, _ isWanted: (String) -> Bool
    ) -> SQL {
        let reasons = Suppression.Reason.allCases.map(\.rawValue).filter(isWanted)
        return SQL(
            """
            EXISTS (SELECT 1 FROM suppression s WHERE s.address = \(sql: address)
            AND s.channel = '\(sql: channel.rawValue)' AND s.lifted_at IS NULL
            AND (s.account = c.account OR s.account IS NULL)
            AND \(SQL.isOne("s.reason", of: reasons.map { "'\($0)'" })))
            """)
    }

    private static func recipientStatus(_ isWanted: (String) -> Bool) -> SQL {
        let words = ["active", "inactive"].filter(isWanted).map { "'\($0)'" }
        return SQL(
            """
            EXISTS (SELECT 1 FROM recipient r WHERE r.account = c.account AND r.address = c.email
            AND \(SQL.isOne("r.status", of: words)))
            """)
    }

    static func states(_ comparison: FilterTerm.Comparison, _ text: String) -> [String] {
        ["active", "inactive", "invalid", "suppressed"].filter { comparison.accepts($0, text) }
    }

    /// Without those who may be sent to by both, an index leads to the few who are left.
    private static func channels(_ wanted: [ContactChannels]) -> SQL {
        let pairs = wanted.map { "(\($0.allowsEmail ? 1 : 0), \($0.allowsSMS ? 1 : 0))" }
        guard !pairs.isEmpty else { return .constant(false) }
        let isOne = SQL("(c.allows_email, c.allows_sms) IN (VALUES \(sql: pairs.joined(separator: ", ")))")
        return wanted.contains(.both) ? isOne : SQL("c.allows_email + c.allows_sms < 2").and(isOne)
    }

    private func groups(_ isWanted: (String) -> Bool) throws -> SQL {
        let rows = try SQLRow.fetchAll(db, "SELECT id, name FROM grp")
        let ids = rows.filter { isWanted($0["name"]) }.map { String($0["id"] as Int64) }
        guard !ids.isEmpty else { return .constant(false) }
        return SQL(
            "c.id IN (SELECT contact FROM grp_member WHERE grp IN (\(sql: ids.joined(separator: ", "))))")
    }

    private func accounts(_ name: String) throws -> SQL {
        let needle = SearchFolding.fold(name)
        let rows = try SQLRow.fetchAll(db, "SELECT id, username FROM account")
        let ids = rows.filter { SearchFolding.fold($0["username"]).contains(needle) }
        return .isOne("c.account", of: ids.map { String($0["id"] as Int64) })
    }

    private func column(_ field: FieldID) throws -> String {
        let columns = [
            "first_name": "c.first_name", "last_name": "c.last_name", "age": "c.age", "sex": "c.sex",
            "numid": "c.numid", "operation": "c.operation", "whitelisted_since": "c.whitelisted_at",
            "invalid_since": "c.invalid_at", "invalid_reason": "c.invalid_why", "created": "c.created_at",
            "hard_bounces": "c.hard_count", "soft_bounces": "c.soft_count",
            "last_event_at": "c.last_event_at",
        ]
        if let column = columns[field] { return column }
        throw ServiceError(
            .invalid, "Contacts cannot be searched by “\(field)”.",
            hint: "Fields: \(columns.keys.sorted().joined(separator: " ")).")
    }
}
