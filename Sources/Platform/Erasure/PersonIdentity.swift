import ServiceCore
import Store

/// By what one person is known in the tables: what was asked for, and what the person's contacts have besides.
struct PersonIdentity {
    let asked: PersonAddress
    /// Keys of addresses and numbers that are the person's alone.
    let keys: [String]
    /// Of all accounts.
    let contacts: [Int64]
    /// What the person's contacts have that others have too, whose messages are not touched.
    let shared: [String]
    /// What was sent to the person.
    let deliveries: [Int64]

    init(_ asked: PersonAddress, in db: ReadTransaction) throws {
        self.asked = asked
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, email, phone FROM contact WHERE \(Self.place(of: asked))")
        let contacts = rows.map { $0[0] as Int64 }
        let others = rows.flatMap { [$0[1] as String?, $0[2] as String?] }.compactMap(\.self)
        let shared = try Set(others).subtracting([asked.key]).filter {
            try Self.isOthers($0, than: contacts, in: db)
        }
        let keys = [asked.key] + Set(others).subtracting(shared).subtracting([asked.key]).sorted()
        deliveries = try Int64.fetchAll(
            db,
            """
            SELECT id FROM delivery WHERE address IN (\(list: keys))
            UNION SELECT id FROM delivery WHERE contact IN (\(list: contacts)) ORDER BY 1
            """)
        (self.contacts, self.keys, self.shared) = (contacts, keys, shared.sorted())
    }

    private static func place(of address: PersonAddress) -> SQL {
        address.channel == .email
            ? "email_sort = \(address.key) ORDER BY id"
            : """
            phone = \(address.key) AND \(sql: Predicate.contactPhone)
            AND account IN (SELECT id FROM account) ORDER BY id
            """
    }

    private static func isOthers(
        _ key: String, than contacts: [Int64], in db: ReadTransaction
    ) throws -> Bool {
        let place: SQL =
            key.contains("@")
            ? "email_sort = \(key)"
            : "phone = \(key) AND \(sql: Predicate.contactPhone) AND account IN (SELECT id FROM account)"
        return try Bool.fetchOne(
            db,
            "SELECT EXISTS (SELECT 1 FROM contact WHERE \(place) AND id NOT IN (\(list: contacts)))") ?? false
    }

    /// Everything that the person's addresses and numbers were ever written as.
    func spellings(in db: ReadTransaction) throws -> Set<String> {
        var spellings = Set(keys).union([asked.text])
        for key in keys {
            spellings.formUnion(
                try String.fetchAll(
                    db,
                    """
                    SELECT email_written FROM contact WHERE email_sort = \(key) AND email_written IS NOT NULL
                    UNION SELECT written FROM suppression WHERE address = \(key) AND written IS NOT NULL
                    UNION SELECT written FROM delivery WHERE address = \(key) AND written IS NOT NULL
                    UNION SELECT written FROM parted_delivery WHERE address = \(key) AND written IS NOT NULL
                    UNION SELECT written FROM event WHERE address = \(key) AND written IS NOT NULL
                    AND \(sql: Predicate.eventAddressed)
                    """))
        }
        return spellings
    }

    /// The person's events, as a condition on them.
    var events: SQL {
        """
        id IN (SELECT id FROM event WHERE address IN (\(list: keys)) AND \(sql: Predicate.eventAddressed)
        UNION SELECT id FROM event WHERE contact IN (\(list: contacts))
        UNION SELECT id FROM event WHERE delivery IN (\(sql: IDList.text(deliveries))))
        """
    }
}

/// Ids of rows within a statement.
enum IDList {
    /// More than any person's rows, as they are; they are numbers of our own.
    static func text(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ", ") }
}
