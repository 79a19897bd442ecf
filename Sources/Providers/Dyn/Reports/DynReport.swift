import FoundationEssentials
import ServiceCore

/// One of Dyn's seven reports, by its name on the wire.
enum DynReport: String, Sendable, CaseIterable {
    case sent, delivered, bounces, complaints, issues, opens, clicks

    /// The kinds of event that its rows become.
    var kinds: [EventKind] {
        switch self {
        case .sent: [.accepted]
        case .delivered: [.delivered]
        case .bounces: [.bounceHard, .bounceSoft]
        case .complaints: [.complaint]
        case .issues: [.notSent]
        case .opens: [.open]
        case .clicks: [.click]
        }
    }

    /// Whether it can be asked for one row a person (and link).
    var hasUnique: Bool { self == .opens || self == .clicks }

    /// The path of its rows or its count.
    func path(unique: Bool, count: Bool) -> RequestPath {
        RequestPath(
            stringLiteral: "reports/\(rawValue)\(count ? "/count" : "")\(unique ? "/unique" : "")")
    }
}

/// What of the reports is asked for.
struct DynReportQuery: Sendable {
    var range: DynRange
    /// The recipient's whole address.
    var person: String?
    /// The bare address that the message came from.
    var sender: String?
    /// Opens and clicks once per person (and link).
    var isUnique = false

    var parameters: Parameters {
        var parameters = range.parameters("time")
        parameters.add("emailaddress", person)
        parameters.add("sender", sender)
        return parameters
    }
}
