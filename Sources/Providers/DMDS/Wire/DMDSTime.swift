import FoundationEssentials

/// Times as DMDS writes them: `2020-10-15T08:25:11`, no zone, taken as UTC (§3).
enum DMDSTime {
    /// To the second.
    static func text(_ date: Date) -> String {
        let text = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down)).formatted(.iso8601)
        return text.hasSuffix("Z") ? String(text.dropLast()) : text
    }
}
