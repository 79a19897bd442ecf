package import FoundationEssentials

/// The times that lists have: those of mails, seconds since 1970, and what people write.
package enum MailTime {
    /// - Returns: nil for what is no time.
    package static func instant(_ text: String) -> Date? {
        if text.count >= 9, let number = Double(text), text.allSatisfy({ $0.isNumber || $0 == "." }) {
            return inRange(Date(timeIntervalSince1970: number > 1e11 ? number / 1000 : number))
        }
        let reading = TimeReading(now: Date(timeIntervalSince1970: 0), zone: .utc)
        if DateReading.said(text) != nil { return try? reading.instant(text) }
        return mail(text)
    }

    /// `Fri, 18 Oct 2024 18:28:14 UTC`
    package static func text(_ time: Date) -> String {
        let seconds = Int(time.timeIntervalSince1970.rounded(.down))
        let wall = WallTime(seconds: seconds)
        let (day, month) = (wall.dayText.suffix(2), months[wall.month - 1])
        // The first of January 1970 was a Thursday.
        let name = days[((wall.dayNumber + 4) % 7 + 7) % 7]
        return "\(name), \(day) \(month) \(wall.dayText.prefix(4)) \(wall.clockText) UTC"
    }

    /// RFC 5322's, with the day's name or without.
    private static func mail(_ text: String) -> Date? {
        var words = text.split(whereSeparator: { " ,".contains($0) }).map(String.init)
        if let first = words.first, days.contains(where: { first.hasPrefix($0) }) { words.removeFirst() }
        guard words.count >= 4, let day = Int(words[0]),
            let month = months.firstIndex(where: { words[1].hasPrefix($0) }), let year = Int(words[2])
        else { return nil }
        let zone = words.count > 4 ? words[4] : "UTC"
        let offset = ["UTC", "GMT", "Z", "UT"].contains(zone) ? "Z" : zone
        let whole = "\(year)-\(WallTime.padded(month + 1))-\(WallTime.padded(day))T\(words[3])\(offset)"
        let reading = TimeReading(now: Date(timeIntervalSince1970: 0), zone: .utc)
        return try? reading.instant(whole)
    }

    private static func inRange(_ date: Date) -> Date? { DateReading.range.contains(date) ? date : nil }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
