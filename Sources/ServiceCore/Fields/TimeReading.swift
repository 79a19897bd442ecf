package import FoundationEssentials

/// Reads the times that people type, as clocks in their zone show them.
package struct TimeReading: Sendable {
    package let now: Date
    package let zone: WallZone

    package init(now: Date, zone: WallZone) {
        self.now = now
        self.zone = zone
    }

    /// What a person may write, for hints.
    package static let hint = "Write 2026-03-01 09:00, tomorrow 09:00 or +2h; a zone may follow, as +01:00."

    /// The instant that a text means: ISO 8601 with a zone or in this one, `tomorrow 09:00`, `09:00` (today), `now`, `+2h`.
    ///
    /// A day is its first instant.
    ///
    /// - Returns: nil where the text is none of these.
    /// - Throws: `.invalid` for what clocks here never show, or show twice.
    package func instant(_ text: String) throws(ServiceError) -> Date? {
        if let said = DateReading.said(text) { return try instant(said, text) }
        if let seconds = Self.ahead(text) {
            return DateReading.instant(secondsSince1970: now.timeIntervalSince1970 + seconds)
        }
        return try named(text)
    }

    /// The text with date, clock time and offset, so that it means the same to everybody; nil as `instant`.
    package func settled(_ text: String) throws(ServiceError) -> String? {
        DateReading.namesZone(text) ? text : try instant(text).map(zone.text)
    }

    private func instant(_ said: DateReading.Said, _ text: String) throws(ServiceError) -> Date? {
        if let offset = said.offset {
            return DateReading.instant(secondsSince1970: said.wallSeconds - offset)
        }
        if said.isDay { return inRange(zone.start(ofDay: Int(said.wallSeconds / 86_400))) }
        let instants = zone.instants(showing: said.wallSeconds)
        guard let first = instants.first else {
            throw ServiceError(
                .invalid, "“\(text)” never comes in \(zone.name): clocks go forward over it.",
                hint: "Write a time before or after it, or its offset, as in \(text) +01:00.")
        }
        guard instants.count == 1 else {
            let offsets = instants.map { "\(text) \(zone.offsetText(at: $0))" }
            throw ServiceError(
                .invalid, "“\(text)” comes twice in \(zone.name): clocks go back over it.",
                hint: "Write \(offsets.joined(separator: " or ")).")
        }
        return inRange(first)
    }

    private func inRange(_ date: Date) -> Date? { DateReading.range.contains(date) ? date : nil }

    /// `now`, `today`, `tomorrow 09:00`, or a clock time alone, which is today's.
    private func named(_ text: String) throws(ServiceError) -> Date? {
        let words = text.lowercased().split(separator: " ")
        if words == ["now"] { return now }
        let days: [Substring: Int] = ["yesterday": -1, "today": 0, "tomorrow": 1]
        let day = words.first.flatMap { days[$0] }
        let clock = day == nil ? words[...] : words.dropFirst()
        guard words.count == (day == nil ? 1 : clock.count + 1), clock.count < 2 else { return nil }
        let date = WallTime(seconds: (zone.wall(now).dayNumber + (day ?? 0)) * 86_400).dayText
        let whole = clock.first.map { "\(date) \($0)" } ?? date
        guard let said = DateReading.said(whole) else { return nil }
        return try instant(said, whole)
    }

    /// The seconds of `+2h`, `+90m`, `+1h30m`.
    private static func ahead(_ text: String) -> Double? {
        guard text.first == "+" else { return nil }
        var seconds = 0.0
        var digits = ""
        for character in text.dropFirst() {
            if let unit = TimeSpan.units[character], let count = NumberText.decimal(digits), count >= 0 {
                seconds += count * unit
                digits = ""
            } else {
                digits.append(character)
            }
        }
        return digits.isEmpty && text.count > 1 && seconds.isFinite ? seconds : nil
    }
}

/// The units of time that people write behind a number.
enum TimeSpan {
    /// In seconds.
    static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
}
