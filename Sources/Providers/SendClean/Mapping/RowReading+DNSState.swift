import ServiceCore

extension RowReading {
    /// From `{"valid": "Yes"}` under this name; what is not told, or told otherwise, is unchecked.
    mutating func dnsState(_ name: String) -> DNSState {
        flag(at: item[name]["valid"]).map { $0 ? .right : .wrong } ?? .unchecked
    }
}
