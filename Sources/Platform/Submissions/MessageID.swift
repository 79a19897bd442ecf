import Mail
import ServiceCore

/// The Message-ID of a delivery: the same at every attempt, so that a receiver may fold a repeat.
enum MessageID {
    static func of(_ delivery: Int64, from sender: String) -> String {
        let mark = String(SeededRandom.mix(UInt64(bitPattern: delivery)), radix: 36)
        let domain = sender.contains("@") ? MailAddress.domain(of: sender) : "sms.invalid"
        return "<\(String(delivery, radix: 36)).\(mark)@\(domain)>"
    }
}

extension MessageID {
    /// The delivery that a Message-ID of ours names, nil for any other.
    static func delivery(_ text: String) -> Int64? {
        let plain = text.drop { $0 == "<" }
        guard let dot = plain.firstIndex(of: "."), let id = Int64(plain[..<dot], radix: 36) else {
            return nil
        }
        let mark = plain[plain.index(after: dot)...].prefix { $0 != "@" }
        return mark == String(SeededRandom.mix(UInt64(bitPattern: id)), radix: 36) ? id : nil
    }
}

/// Numbers that look random and are the same for the same seed, delivery and question.
struct SeededDraw: Sendable, Hashable {
    let seed: UInt64
    let delivery: Int64

    /// 0 to below 1.
    ///
    /// - Parameter question: tells one draw about a delivery from another.
    func number(_ question: Question, attempt: Int = 0) -> Double {
        let start = seed ^ SeededRandom.mix(UInt64(bitPattern: delivery))
        let mixed = SeededRandom.mix(start ^ UInt64(question.rawValue) << 32 ^ UInt64(attempt))
        return Double(mixed >> 11) / Double(1 << 53)
    }

    enum Question: Int {
        case refusal = 1
        case fate, view, click, complaint, unsubscribe, delay, viewDelay, clickDelay, laterDelay, jitter, link
    }
}
