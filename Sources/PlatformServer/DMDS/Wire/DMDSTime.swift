import Foundation
import ServiceCore

/// Times as DMDS writes them: `2020-10-15T08:25:11`, in UTC without saying so (§3).
enum DMDSTime {
    static func text(_ date: Date) -> String { date.formatted(style) }

    private static let style = Date.ISO8601FormatStyle().year().month().day()
        .time(includingFractionalSeconds: false)

    /// The first instant that a text means.
    static func start(_ text: String, of name: String) throws(ServiceError) -> Date {
        guard let date = DateReading.instant(text) else {
            throw ServiceError(.invalid, "\(name) must be a time such as 2020-10-15T08:25:11")
        }
        return date
    }

    /// The last instant that it means: times are told by the second, and a date alone is the whole day.
    static func end(_ text: String, of name: String) throws(ServiceError) -> Date {
        let start = try start(text, of: name)
        if text.contains(".") { return start }
        return start.addingTimeInterval(text.contains(":") ? 0.9995 : 86_399.9995)
    }
}
