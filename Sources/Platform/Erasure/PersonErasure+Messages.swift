import Foundation
import Mail
import ServiceCore
import Store

extension PersonErasure {
    /// The bytes that went out, and the texts of messages that were the person's alone.
    mutating func eraseMessages() throws {
        let places = try SQLRow.fetchAll(
            db,
            """
            SELECT segment, offset, length FROM archive WHERE delivery IN (\(sql: deliveries))
            AND \(sql: Predicate.archived)
            """
        ).map { ArchivePlace(segment: $0[0], offset: $0[1], length: $0[2]) }
        try ArchiveLeftovers.add(places, in: db)
        try db.execute("DELETE FROM archive WHERE delivery IN (\(sql: deliveries))")
        let submissions = try SQLRow.fetchAll(
            db,
            """
            SELECT u.id, u.message, u.batch, NOT EXISTS (SELECT 1 FROM delivery d WHERE d.submission = u.id
                AND d.id NOT IN (\(sql: deliveries))) AS is_alone,
            EXISTS (SELECT 1 FROM delivery d WHERE d.submission = u.id AND d.\(sql: Predicate.deliveryClaimed))
            FROM submission u WHERE u.source <> 'launch' AND u.id IN (
                SELECT submission FROM delivery WHERE id IN (\(sql: deliveries)))
            """)
        for row in submissions {
            try erase(submission: row[0], FrozenMessage(json: row[1]), isAlone: row[3] && !(row[4] as Bool))
            if row[3] { try db.execute("UPDATE batch SET trace = '' WHERE id = \(row[2] as Int64)") }
        }
        let shared = submissions.count { !($0[3] as Bool) }
        if shared > 0 {
            told.stays.append(
                "The text of \(NumberText.counted(shared, "message")) to others as well stays for them.")
        }
    }

    /// Who is named as a recipient beside others is named no more, in what is still to be sent to them either.
    private func erase(submission id: Int64, _ message: FrozenMessage, isAlone: Bool) throws {
        var left = message
        left.to = message.to?.filter { !person.keys.contains(AddressRules.key(of: $0.address)) }
        left.cc = message.cc?.filter { !person.keys.contains(AddressRules.key(of: $0.address)) }
        if isAlone {
            (left.to, left.cc, left.headers, left.subject) = (nil, nil, nil, "")
            let contents = try contents(of: id)
            try db.execute("DELETE FROM attachment WHERE submission = \(id)")
            try db.execute(
                """
                UPDATE submission SET html_content = NULL, text_content = NULL, raw_content = NULL,
                unique_id = NULL, idempotency_key = NULL WHERE id = \(id)
                """)
            for content in contents { try dropIfUnused(content) }
        }
        try db.execute("UPDATE submission SET message = \(try left.json) WHERE id = \(id)")
    }

    private func contents(of submission: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            """
            SELECT html_content AS id FROM submission WHERE id = \(submission) AND html_content IS NOT NULL
            UNION SELECT text_content FROM submission WHERE id = \(submission) AND text_content IS NOT NULL
            UNION SELECT raw_content FROM submission WHERE id = \(submission) AND raw_content IS NOT NULL
            UNION SELECT content FROM attachment WHERE submission = \(submission)
            """)
    }

    /// Texts stand once, whoever uses them.
    private func dropIfUnused(_ content: Int64) throws {
        try db.execute(
            """
            DELETE FROM content WHERE id = \(content)
            AND NOT EXISTS (SELECT 1 FROM submission
                WHERE \(content) IN (html_content, text_content, raw_content))
            AND NOT EXISTS (SELECT 1 FROM attachment WHERE content = \(content))
            AND NOT EXISTS (SELECT 1 FROM campaign WHERE \(content) IN (html_content, text_content))
            """)
    }
}
