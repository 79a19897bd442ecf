import FoundationEssentials
import ServiceCore
import Store

/// What happened to messages by the day of UTC, in all of an account's and of each campaign; gathered first and written once.
struct DayCounts {
    private var counts: [Key: Int] = [:]

    private struct Key: Hashable {
        let account: Int64
        /// 0 is what belongs to none.
        let campaign: Int64
        let kind: Int
        let day: Int
    }

    mutating func count(
        _ kind: EventKind, account: Int64, campaign: Int64?, at now: Date, by count: Int = 1
    ) {
        let key = Key(account: account, campaign: campaign ?? 0, kind: kind.number, day: now.dayNumber)
        counts[key, default: 0] += count
    }

    func write(to db: WriteTransaction) throws {
        for (key, count) in counts where count != 0 {
            try db.execute(
                cached: """
                    INSERT INTO event_day (account, campaign, kind, day, n)
                    VALUES (\(key.account), \(key.campaign), \(key.kind), \(key.day), \(count))
                    ON CONFLICT (account, campaign, kind, day) DO UPDATE SET n = event_day.n + excluded.n
                    """)
        }
    }
}

/// Older files have the table with nothing in it.
enum EventDays {
    static let migration = "9 event days"

    static let fill = """
        CREATE INDEX event_day_day ON event_day (day, kind);
        DELETE FROM event_day;
        INSERT INTO event_day (account, campaign, kind, day, n)
        SELECT account, coalesce(campaign, 0), kind, at / 86400000, count(*) FROM event
        WHERE delivery IS NOT NULL GROUP BY account, coalesce(campaign, 0), kind, at / 86400000;
        """
}
