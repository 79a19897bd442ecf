import FoundationEssentials
import ServiceCore

/// Reads the two lines of a form that defer a launch; at most one of them may be filled.
enum ScheduleText {
    /// - Parameter offset: seconds that the account's time zone is ahead of UTC, for times without a zone.
    /// - Throws: `.invalid` on `defer_by` where both are given.
    static func read(
        _ values: FormValues, offset: TimeInterval
    ) throws(ServiceError) -> Campaign.Schedule? {
        let until = try values.date("defer_until")
        let delay = try values.integer("defer_by", in: Campaign.Schedule.delays)
        if until != nil, delay != nil {
            throw ServiceError(
                .invalid, "A launch is deferred until a time or by seconds, not both.",
                hint: "Empty defer_until or defer_by.", field: "defer_by")
        }
        if let until, let text = values.text("defer_until") {
            let instant = DateReading.namesZone(text) ? until : until.addingTimeInterval(-offset)
            return .until(instant, original: text)
        }
        return delay.map { .delay(seconds: $0) }
    }

    /// Seconds ahead of UTC from `[+/-]h.mm`; 0 where the account names no zone.
    static func offset(_ timeZone: String) -> TimeInterval {
        let parts = timeZone.drop { $0 == "+" || $0 == "-" }.split(separator: ".")
        guard let hours = parts.first.flatMap({ Double($0) }) else { return 0 }
        let minutes = parts.count > 1 ? Double(parts[1]) ?? 0 : 0
        return (hours * 3600 + minutes * 60) * (timeZone.hasPrefix("-") ? -1 : 1)
    }
}
