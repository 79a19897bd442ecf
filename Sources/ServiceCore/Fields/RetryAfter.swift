package import FoundationEssentials

/// Reads `Retry-After`, seconds or a date (RFC 9110 §10.2.3), and says it to people.
package enum RetryAfter {
    /// Never below zero nor above a day; nil where the header is absent or says neither.
    ///
    /// - Parameter header: its value.
    package static func wait(_ header: String?, now: Date) -> Duration? {
        guard let text = header?.trimmingBlanks else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(min(Int(text) ?? day, day))
        }
        guard let date = date(text) else { return nil }
        return .seconds(min(max(date.timeIntervalSince(now), 0), Double(day)))
    }

    /// What a person is told to do about a wait: `Try again in 120 s.`
    package static func hint(_ wait: Duration?) -> String {
        guard let wait, wait > .zero else { return "Try again in a few minutes." }
        return "Try again in \(Int((wait / .seconds(1)).rounded(.up))) s."
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`; the two obsolete forms are not read.
    private static func date(_ text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: words[2]) else {
            return nil
        }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return DateReading.instant("\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let day = 86400
}
