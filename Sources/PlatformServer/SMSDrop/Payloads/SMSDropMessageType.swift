import ServiceCore

/// The numbers of the three kinds of text message (§5).
enum SMSDropMessageType: Int, Sendable, CaseIterable {
    case plain = 0
    case flash = 1
    case unicode = 2

    init(_ type: CampaignType) {
        switch type {
        case .smsFlash: self = .flash
        case .smsUnicode: self = .unicode
        case .smsPlain, .normal, .api, .ab: self = .plain
        }
    }

    var type: CampaignType {
        switch self {
        case .plain: .smsPlain
        case .flash: .smsFlash
        case .unicode: .smsUnicode
        }
    }
}
