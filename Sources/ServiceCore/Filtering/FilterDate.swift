import FoundationEssentials

/// The date words of the filter grammar.
enum FilterDate {
    /// `7d`, `12h`, `30m`, `2w`: that long before `now`.
    ///
    /// - Throws: `.invalid` for what is no span, or reaches back to where no dates are.
    static func ago(_ text: String, from now: Date) throws(ServiceError) -> Date {
        guard let seconds = seconds(text) else {
            throw ServiceError(
                .invalid, "“\(text)” is no span of time.",
                hint: "Write a number and s, m, h, d or w, as in since:7d.")
        }
        guard let date = DateReading.instant(secondsSince1970: now.timeIntervalSince1970 - seconds) else {
            throw ServiceError(
                .invalid, "“\(text)” reaches back before the year 1.", hint: "Write fewer, as in since:7d.")
        }
        return date
    }

    /// The length of a span; nil where the text is none.
    private static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }),
            let count = FilterToken.number(String(text.dropLast())), count >= 0
        else { return nil }
        return count * unit
    }

    /// A day `2026-03-01`, a time `2026-03-01T12:00:05`, `today` or `yesterday`; without a zone UTC.
    static func day(_ text: String, now: Date) throws(ServiceError) -> Date {
        if let date = DateReading.instant(text) { return date }
        let today = (now.timeIntervalSince1970 / 86400).rounded(.down) * 86400
        switch text.lowercased() {
        case "today": return Date(timeIntervalSince1970: today)
        case "yesterday": return Date(timeIntervalSince1970: today - 86400)
        default:
            throw ServiceError(
                .invalid, "“\(text)” is no date.",
                hint: "Write a day as 2026-03-01 or a time as 2026-03-01T12:00:05.")
        }
    }

    static func any(_ text: String, now: Date) throws(ServiceError) -> Date {
        seconds(text) == nil ? try day(text, now: now) : try ago(text, from: now)
    }
}
