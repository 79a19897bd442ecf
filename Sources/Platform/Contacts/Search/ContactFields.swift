import ServiceCore
import Store

/// How each field of a contact is asked for in SQL, of `contact c`.
struct ContactFields {
    let db: ReadTransaction
    /// What `platform:` is compared with.
    let connection: ConnectionID

    /// Bare words are looked for in e-mail, name and phone.
    var compiler: FilterCompiler {
        let columns = [texts, values, history, lists].reduce(into: [:]) { $0.merge($1) { $1 } }
        return FilterCompiler(
            columns, anywhere: [Self.searched], account: { try accounts($0) }, platform: connection.isNamed
        ) { field in
            ServiceError(
                .invalid, "Contacts cannot be searched by “\(field)”.",
                hint:
                    "Fields: \(columns.keys.filter { $0 != Self.searched }.sorted().joined(separator: " ")).")
        }
    }

    /// The text of e-mail, name and phone together, which is no field of its own.
    private static let searched: FieldID = " "
    private static let searchedColumn = "c.\(ContactIndices.text.column)"

    /// Whether a contact's text holds a word that is folded.
    static func holds(_ word: String) -> SQL { TextCondition.ofFolded(searchedColumn, .contains, word) }

    private var texts: [FieldID: FilterColumn] {
        [
            Self.searched: .folded(Self.searchedColumn),
            "email": .address(key: "c.email_sort", shown: StoredAddress.shownEmail("c")),
            "name": .text("trim(c.first_name || ' ' || c.last_name)"),
            "phone": .text("coalesce(c.phone, '')"), "first_name": .text("c.first_name"),
            "last_name": .text("c.last_name"), "age": .number("c.age"),
            "created": .time("c.created_at"),
            "numid": .within("c.account IN (SELECT id FROM account)", .number("c.numid")),
            // Filters that were saved in the stored words go on meaning the same.
            "operation": .words(
                "c.operation",
                ContactOperation.allCases.flatMap { operation in
                    [operation.rawValue, ContactOperation.word(operation.rawValue)]
                        .map { ($0, "'\(operation.rawValue)'") }
                }),
        ]
    }

    private var history: [FieldID: FilterColumn] {
        [
            "state": .words("c.state", ["active", "inactive", "invalid", "suppressed"]),
            "whitelisted": .any { _, operand in
                guard case .flag(let flag) = operand else { return nil }
                return flag ? "c.whitelisted_at IS NOT NULL" : "c.whitelisted_at IS NULL"
            },
            "whitelisted_since": .within("c.\(Predicate.contactWhitelisted)", .time("c.whitelisted_at")),
            "invalid_since": .within(Self.isInvalid, .time("c.invalid_at")),
            "invalid_reason": .within(Self.isInvalid, .text("c.invalid_why")),
            "hard_bounces": Self.bounces("c.hard_count", Predicate.contactHardBounced),
            "soft_bounces": Self.bounces("c.soft_count", Predicate.contactSoftBounced),
            "last_event": .words(
                "c.last_event_kind", EventKind.allCases.map { ($0.rawValue, "\($0.number)") }),
            // Asked of the sorted column, which an index covers; there 0 stands for no event.
            "last_event_at": .within("c.last_event_sort > 0", .time("c.last_event_sort")),
        ]
    }

    private static let isInvalid = "c.state = 'invalid'"

    /// - Parameter few: leads to those who have any, whom a test that none passes asks for alone.
    private static func bounces(_ column: String, _ few: String) -> FilterColumn {
        .any { comparison, operand in
            guard case .number(let number) = operand else { return nil }
            let part: SQL = "\(sql: column) \(sql: comparison.sign) \(number)"
            let includesNone =
                switch comparison {
                case .greater: number < 0
                case .greaterOrEqual, .equals, .contains, .names, .matches: number <= 0
                case .less, .lessOrEqual: true
                }
            return includesNone ? part : SQL(text: few).and(part)
        }
    }
}

/// What stands in other tables, and words that several columns make up.
extension ContactFields {
    private var lists: [FieldID: FilterColumn] {
        [
            "account": .own { try accounts($1, $0) }, "groups": .own(groups),
            "channels": .own(Self.channels), "recipient_status": .own(Self.recipientStatus),
            // In the words of an index that leads to the few.
            "suppression": .within(
                "c.state IN ('invalid', 'suppressed') AND c.is_suppressed = 1",
                Self.suppression(of: "c.email", .email)),
            "phone_suppression": Self.suppression(of: "c.phone", .sms),
        ]
    }

    private func accounts(_ name: String, _ comparison: FilterTerm.Comparison = .contains) throws -> SQL {
        .isOne("c.account", of: try TextCondition.accounts(name, comparison, in: db).map(String.init))
    }

    private func groups(_ comparison: FilterTerm.Comparison, _ text: String) throws -> SQL {
        let ids = try SQLRow.fetchAll(db, "SELECT id, name FROM grp")
            .filter { comparison.accepts(name: $0[1], text) }.map { String($0[0] as Int64) }
        guard !ids.isEmpty else { return .constant(false) }
        return SQL(
            "c.id IN (SELECT contact FROM grp_member WHERE grp IN (\(sql: ids.joined(separator: ", "))))")
    }

    /// Without those who may be sent to by both, an index leads to the few who are left.
    private static func channels(_ comparison: FilterTerm.Comparison, _ text: String) -> SQL {
        let wanted = ContactChannels.allCases.filter { comparison.accepts($0.rawValue, text) }
        let pairs = wanted.map { "(\($0.allowsEmail ? 1 : 0), \($0.allowsSMS ? 1 : 0))" }
        guard !pairs.isEmpty else { return .constant(false) }
        let isOne = SQL("(c.allows_email, c.allows_sms) IN (VALUES \(sql: pairs.joined(separator: ", ")))")
        return wanted.contains(.both) ? isOne : SQL("c.allows_email + c.allows_sms < 2").and(isOne)
    }

    private static func suppression(of address: String, _ channel: Channel) -> FilterColumn {
        .own { comparison, text in
            let reasons = TextCondition.words(Suppression.Reason.allCases.map(\.rawValue), comparison, text)
            return """
                EXISTS (SELECT 1 FROM suppression s WHERE s.address IN (\(sql: address), \(sql: ErasedKey.ifAny(address)))
                AND s.channel = '\(sql: channel.rawValue)' AND s.lifted_at IS NULL
                AND (s.account = c.account OR s.account IS NULL)
                AND \(SQL.isOne("s.reason", of: reasons.map { "'\($0)'" })))
                """
        }
    }

    /// Few contacts have one, so that it is asked who they are and not each whether it is one of them.
    private static func recipientStatus(_ comparison: FilterTerm.Comparison, _ text: String) -> SQL {
        let words = TextCondition.words(["active", "inactive"], comparison, text).map { "'\($0)'" }
        return """
            c.id IN (SELECT k.id FROM recipient r JOIN contact k ON k.account = r.account AND k.email = r.address
            WHERE \(SQL.isOne("r.status", of: words)))
            """
    }
}
