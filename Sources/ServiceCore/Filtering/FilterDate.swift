import FoundationEssentials

/// The date words of the filter grammar, read as what is shown beside them.
struct FilterDate {
    let reading: TimeReading

    /// `7d`, `12h`, `30m`, `2w`: that long before now.
    ///
    /// - Throws: `.invalid` for what is no span, or reaches back to where no dates are.
    func ago(_ text: String) throws(ServiceError) -> Date {
        guard let seconds = Self.seconds(text) else {
            throw ServiceError(
                .invalid, "“\(text)” is no span of time.",
                hint: "Write a number and s, m, h, d or w, as in since:7d.")
        }
        guard let date = DateReading.instant(secondsSince1970: reading.now.timeIntervalSince1970 - seconds)
        else {
            throw ServiceError(
                .invalid, "“\(text)” reaches back before the year 1.", hint: "Write fewer, as in since:7d.")
        }
        return date
    }

    /// A day `2026-03-01`, a time `2026-03-01T12:00:05`, `today`, `yesterday` and what else `TimeReading` takes.
    func day(_ text: String) throws(ServiceError) -> Date {
        if let date = try reading.instant(text) { return date }
        throw ServiceError(
            .invalid, "“\(text)” is no date.",
            hint: "Write a day as 2026-03-01 or a time as 2026-03-01T12:00:05.")
    }

    func any(_ text: String) throws(ServiceError) -> Date {
        Self.seconds(text) == nil ? try day(text) : try ago(text)
    }

    /// The length of a span; nil where the text is none.
    private static func seconds(_ text: String) -> Double? {
        guard let unit = text.last.flatMap({ TimeSpan.units[$0] }),
            let count = NumberText.decimal(String(text.dropLast())), count >= 0
        else { return nil }
        return count * unit
    }
}
