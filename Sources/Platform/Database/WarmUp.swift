package import FoundationEssentials
package import ServiceCore
import Store

/// How many messages a relay is given on each of its first days, so that receivers get to know where they come from.
package struct WarmUp: Codable, Sendable, Hashable {
    /// Of each day, the first one first; from the day after the last there is no limit.
    package let caps: [Int]
    /// The number of the first day, in UTC.
    package let firstDay: Int

    package init(_ caps: [Int], firstDay: Int) { (self.caps, self.firstDay) = (caps, firstDay) }

    /// - Parameter text: `500,1000,2000`.
    /// - Throws: `.invalid` for anything but whole numbers above nought, each with those before it.
    package init(_ text: String, from now: Date) throws(ServiceError) {
        var caps: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard part.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
                let cap = Int(part), cap > 0, caps.count < 100
            else {
                throw ServiceError(
                    .invalid, "“\(text)” is no list of how many messages go on each day.",
                    hint: "Write whole numbers with commas between: --warm-up 500,1000,2000")
            }
            caps.append(cap)
        }
        self.init(caps, firstDay: now.dayNumber)
    }

    /// Nil where it is over.
    package func cap(on day: Int) -> Int? {
        // A clock that went back has the first day last longer, not everything go.
        let place = max(0, day - firstDay)
        return place < caps.count ? caps[place] : nil
    }

    /// How many days so many messages take, the present one among them.
    ///
    /// - Parameter used: of the present day's.
    package func days(for count: Int, used: Int, on day: Int) -> Int {
        var (left, days) = (count - max(0, (cap(on: day) ?? count) - used), 1)
        while left > 0 {
            left -= cap(on: day + days) ?? left
            days += 1
        }
        return days
    }
}

extension WarmUp {
    /// Counts what a relay took on a day, as long as it is being warmed up.
    ///
    /// - Parameter relay: nil is the directory's.
    static func count(_ mails: Int, by relay: Int64?, on day: Int, in db: WriteTransaction) throws {
        guard let setting = try RelaySetting.relay(relay, in: db), setting.warmUp?.cap(on: day) != nil
        else { return }
        try db.execute(
            cached: """
                INSERT INTO relay_day (relay, day, n) VALUES (\(setting.url), \(day), \(mails))
                ON CONFLICT (relay, day) DO UPDATE SET n = relay_day.n + excluded.n
                """)
    }

    /// What a relay took on a day of it.
    static func used(by url: String, on day: Int, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(db, cached: "SELECT n FROM relay_day WHERE relay = \(url) AND day = \(day)") ?? 0
    }
}
