/// The Message-ID of a delivery: the same at every attempt, so that a receiver may fold a repeat.
enum MessageID {
    static func of(_ delivery: Int64, from sender: String) -> String {
        let mark = String(SeededDraw.mix(UInt64(bitPattern: delivery)), radix: 36)
        let domain = sender.contains("@") ? AddressRules.domain(of: sender) : "sms.invalid"
        return "<\(String(delivery, radix: 36)).\(mark)@\(domain)>"
    }
}
