import FoundationEssentials
import ServiceCore

/// Times as they are written and read here (§5): out in UTC with `+00:00` and no fraction or six digits of it, the one
/// form that every Python reads; in as ISO 8601.
enum SMSDropDate {
    private static let longestText = 40

    static func text(_ date: Date) -> String {
        let microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        let second = Date(timeIntervalSince1970: Double((microseconds - fraction) / 1_000_000))
        let digits = String(1_000_000 + fraction).dropFirst()
        // The style ends in the `Z` that older Pythons cannot read.
        return "\(second.formatted(.iso8601).dropLast())\(fraction == 0 ? "" : ".\(digits)")+00:00"
    }

    /// When a launch is deferred to, nil where the text tells no time; without a zone it means UTC.
    static func schedule(_ text: String) -> Campaign.Schedule? {
        guard text.utf8.count <= longestText, let date = DateReading.instant(text) else { return nil }
        // The board takes a text without a zone to mean the account's.
        return .until(date, original: DateReading.namesZone(text) ? text : Self.text(date))
    }
}
