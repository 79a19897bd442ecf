import ServiceCore

/// The seven reports (§9), by the word that stands in their path and names their list.
enum DynReport: String, Sendable, CaseIterable {
    case sent, delivered, bounces, complaints, issues, opens, clicks

    /// What happened to a message for it to stand there.
    var kinds: [EventKind] {
        switch self {
        // Delivered and bounced ones together: what the other side refused was sent to it too.
        case .sent: [.accepted, .refused]
        case .delivered: [.delivered]
        // What the other side refused at once has bounced too.
        case .bounces: [.bounceHard, .bounceSoft, .refused]
        case .complaints: [.complaint]
        case .issues: [.notSent, .deferred, .unknown, .expired, .cancelled]
        case .opens: [.open]
        case .clicks: [.click]
        }
    }

    /// Whether it can be asked for one row a person and link.
    var hasUnique: Bool { self == .opens || self == .clicks }
}
