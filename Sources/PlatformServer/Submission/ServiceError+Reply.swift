import Platform
import SMTP
import ServiceCore

extension ServiceError {
    /// What a client of submission is told; whether it may try again is in the code.
    var reply: Reply {
        if fact(RoomAgain.self) != nil { return Reply(452, EnhancedStatus(4, 7, 0), words) }
        return switch code {
        case .unauthorized, .refused, .quotaExhausted: Reply(550, EnhancedStatus(5, 7, 0), words)
        case .forbidden: Reply(550, EnhancedStatus(5, 7, 1), words)
        case .invalid: Reply(554, EnhancedStatus(5, 6, 0), words)
        // Nothing is wrong with the message: it can only not be kept now.
        default: Reply(454, EnhancedStatus(4, 3, 0), words)
        }
    }

    /// The sentence in ASCII.
    private var words: String {
        String(message.map { "“”".contains($0) ? "\"" : $0 })
    }
}
