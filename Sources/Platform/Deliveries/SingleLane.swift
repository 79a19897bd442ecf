import ServiceCore

/// Where single messages wait, apart by what they leave by: so that those of a channel that rests keep none of the other
/// from its turn, and none of them is looked at for it.
enum SingleLane: Int64, CaseIterable, Sendable {
    case mail = 0
    case texts = -1

    init(_ channel: Channel) {
        self =
            switch channel {
            case .email: .mail
            case .sms: .texts
            }
    }

    var channel: Channel {
        switch self {
        case .mail: .email
        case .texts: .sms
        }
    }

    /// The lane of those that wait for a second decision, out of which nothing is claimed.
    var held: Int64 { rawValue - 10 }

    /// Campaigns have lanes above these.
    static let condition = "lane <= 0"
}
