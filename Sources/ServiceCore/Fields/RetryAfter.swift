package import FoundationEssentials

/// Reads `Retry-After`, seconds or a date (RFC 9110 §10.2.3), and says it to people.
package enum RetryAfter {
    /// Never below zero nor above a day; nil where the header is absent or says neither.
    ///
    /// - Parameter header: its value.
    package static func wait(_ header: String?, now: Date) -> Duration? {
        guard let text = header?.trimmingBlanks else { return nil }
        if let seconds = seconds(text) { return .seconds(min(seconds, Double(day))) }
        guard let date = date(text) else { return nil }
        return .seconds(min(max(date.timeIntervalSince(now), 0), Double(day)))
    }

    /// What a person is told to do about a wait: `Try again in 120 s.`
    package static func hint(_ wait: Duration?) -> String {
        guard let wait else { return "Try again in a few minutes." }
        guard wait > .zero else { return "Try again." }
        return "Try again in \(seconds(of: wait)) s."
    }

    /// The whole seconds after which a wait is over.
    package static func seconds(of wait: Duration) -> Int { Int((wait / .seconds(1)).rounded(.up)) }

    /// Whole ones, as the standard has it; of a fraction, as some servers write it, the next whole one.
    private static func seconds(_ text: String) -> Double? {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        return isNumber ? Double(text)?.rounded(.up) : nil
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, or one of the two older forms: `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`.
    private static func date(_ text: String) -> Date? {
        let words = text.split { $0 == " " || $0 == "-" }
        switch words.count {
        case 6 where words[5] == "GMT": return date(words[1], words[2], words[3], words[4])
        case 5: return date(words[2], words[1], words[4], words[3])
        default: return nil
        }
    }

    private static func date(
        _ day: Substring, _ month: Substring, _ year: Substring, _ clock: Substring
    ) -> Date? {
        guard let number = months.firstIndex(of: month), day.count <= 2, year.count == 2 || year.count == 4
        else { return nil }
        let century = year.count == 4 ? "" : year < "70" ? "20" : "19"
        let (month, day) = (twoDigits("\(number + 1)"), twoDigits(day))
        return DateReading.instant("\(century)\(year)-\(month)-\(day)T\(clock)Z")
    }

    private static func twoDigits(_ text: some StringProtocol) -> String {
        text.count == 1 ? "0\(text)" : String(text)
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let day = 86400
}
