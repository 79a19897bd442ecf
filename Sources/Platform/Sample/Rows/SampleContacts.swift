import FoundationEssentials
import Store

/// Makes very many contacts by SQL alone: each row is a few look-ups in pools and arithmetic on its number.
struct SampleContacts {
    /// Whose a contact is, by its number modulo the number of slots.
    let slots: [Int64]
    let seed: Int
    let now: Int64

    /// Every contact stands on its own number, so chunks may have any size.
    static let chunk = 20_000

    func preparePools(in db: WriteTransaction) throws {
        try db.execute(
            """
            CREATE TEMP TABLE sample_person (
                id INTEGER PRIMARY KEY, first TEXT, last TEXT, local TEXT, folded TEXT, sort TEXT);
            CREATE TEMP TABLE sample_share (id INTEGER PRIMARY KEY, start INTEGER, size INTEGER);
            CREATE TEMP TABLE sample_slot (
                id INTEGER PRIMARY KEY, account INTEGER, width INTEGER, place INTEGER);
            CREATE TEMP TABLE sample_domain (id INTEGER PRIMARY KEY, name TEXT);
            """)
        try insertPeople(in: db)
        for (index, domain) in Self.domains.enumerated() {
            try db.execute("INSERT INTO sample_domain VALUES (\(index), \(domain))")
        }
        for (index, account) in slots.enumerated() {
            try db.execute(
                """
                INSERT INTO sample_slot VALUES (\(index), \(account), \(slots.count { $0 == account }),
                \(slots[..<index].count { $0 == account }))
                """)
        }
    }

    /// Contacts `from` to `through`, numbered from 0; their ids follow from 1.
    func insert(from: Int, through: Int, in db: WriteTransaction) throws {
        try db.execute(cached: sql(from: from, through: through))
    }

    static func dropPools(in db: WriteTransaction) throws {
        for table in ["person", "share", "slot", "domain"] {
            try db.execute("DROP TABLE IF EXISTS temp.sample_\(sql: table)")
        }
    }

    /// Reserved for documentation by RFC 2606.
    private static let domains = [
        "example.com", "example.com", "example.com", "example.net", "example.net", "example.org",
        "mail.example", "post.example", "shop.example", "inbox.test", "office.test",
    ]

    private func insertPeople(in db: WriteTransaction) throws {
        var (next, share) = (0, 0)
        for pool in SampleNames.pools {
            let start = next
            for first in pool.firsts {
                for last in pool.lasts {
                    let local = "\(first.latin).\(last.latin)"
                    let folded = SearchFolding.fold("\(first.native) \(last.native)")
                    let sort = SearchFolding.nameSortKey(last: last.native, first: first.native)
                    try db.execute(
                        cached: """
                            INSERT INTO sample_person
                            VALUES (\(next), \(first.native), \(last.native), \(local), \(folded), \(sort))
                            """)
                    next += 1
                }
            }
            for _ in 0..<pool.share {
                try db.execute("INSERT INTO sample_share VALUES (\(share), \(start), \(next - start))")
                share += 1
            }
        }
    }

    /// `a` and `b` scatter the number; one contact in twelve has no name, one in three a phone.
    ///
    /// Numbers come from ranges kept for fiction: +1 555 and the area codes' 01xx exchange.
    private func sql(from: Int, through: Int) -> SQL {
        """
        WITH RECURSIVE number (i) AS (
            SELECT \(from) UNION ALL SELECT i + 1 FROM number WHERE i < \(through)
        ), scattered AS (
            SELECT i, (i * 2654435761 + \(seed) * 40503 + 97) % 4294967291 AS a,
                (i * 1597334677 + \(seed) * 69069 + 31) % 2147483629 AS b FROM number
        ), person AS (
            SELECT s.i, s.a, s.b, t.account, s.i / \(slots.count) * t.width + t.place + 1 AS numid,
                s.a % 12 > 0 AS is_named, p.first, p.last, p.folded, p.sort,
                p.local || (s.i + 1) || '@' || d.name AS email,
                CASE WHEN s.b % 3 = 0 THEN '+1555' || substr('0100000' || s.i, -7) END AS phone,
                \(now) - s.b % 63072000 * 500 - 60000 AS event_at
            FROM scattered s
            JOIN sample_slot t ON t.id = s.i % \(slots.count)
            JOIN sample_share h ON h.id = s.a / 128 % 100
            JOIN sample_person p ON p.id = h.start + s.b / 64 % h.size
            JOIN sample_domain d ON d.id = s.a / 16384 % \(Self.domains.count)
        )
        INSERT INTO contact (id, account, numid, email, phone, first_name, last_name, age, sex, fields, operation,
            invalid_at, invalid_why, whitelisted_at, hard_count, soft_count, last_hard_at, last_ok_at, last_event_at,
            last_event_kind, created_at, updated_at, name_sort, search)
        SELECT i + 1, account, numid, email, phone,
            CASE WHEN is_named THEN first ELSE '' END, CASE WHEN is_named THEN last ELSE '' END,
            CASE WHEN b % 4 > 0 THEN 18 + b / 8 % 70 END,
            CASE b % 5 WHEN 0 THEN NULL WHEN 1 THEN 'M' WHEN 2 THEN 'M' ELSE 'F' END,
            CASE WHEN a % 7 = 0 THEN '{"city":"Lyon"}' WHEN a % 7 = 1 THEN '{"city":"Oslo","plan":"gold"}' ELSE '{}' END,
            CASE WHEN a % 3 = 0 THEN 'Modificacion' ELSE 'Alta' END,
            CASE WHEN a % 53 = 0 THEN event_at END, CASE WHEN a % 53 = 0 THEN '2 hard bounces' END,
            CASE WHEN b % 67 = 0 THEN \(now - SampleScene.past) - b % 26000000 * 1000 END,
            CASE WHEN a % 53 = 0 THEN 2 WHEN a % 29 = 0 THEN 1 ELSE 0 END, CASE WHEN b % 31 = 0 THEN 1 ELSE 0 END,
            CASE WHEN a % 53 = 0 THEN event_at END, CASE WHEN b % 10 < 7 AND a % 53 > 0 THEN event_at END,
            CASE WHEN b % 10 < 7 OR a % 53 = 0 THEN event_at END,
            CASE WHEN a % 53 = 0 THEN 15 WHEN b % 10 < 4 THEN 7 WHEN b % 10 < 6 THEN 12 WHEN b % 10 < 7 THEN 13 END,
            \(now) - 94608000000 + i * 1000, \(now) - 94608000000 + i * 1000,
            CASE WHEN is_named THEN sort ELSE '\(sql: SearchFolding.nameless)' END,
            email || char(1) || CASE WHEN is_named THEN folded ELSE '' END || char(1) || coalesce(phone, '')
        FROM person ORDER BY i
        """
    }
}
