import Foundation
import ServiceCore

/// Instants as Dyn writes them (§4): whole seconds, and UTC as `+00:00`, since its clients read nothing else.
enum DynDate {
    static func text(_ date: Date) -> String {
        let seconds = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
        return String(seconds.formatted(.iso8601).dropLast()) + "+00:00"
    }
}
