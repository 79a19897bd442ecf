import Mail

/// The Message-ID of a delivery: the same at every attempt, so that a receiver may fold a repeat.
enum MessageID {
    static func of(_ delivery: Int64, from sender: String) -> String {
        let mark = String(SeededRandom.mix(UInt64(bitPattern: delivery)), radix: 36)
        let domain = sender.contains("@") ? AddressRules.domain(of: sender) : "sms.invalid"
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
