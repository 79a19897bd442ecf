import ServiceCore

extension RowReading {
    /// From `{"valid": "Yes"}` under this name; what is not told, or told otherwise, is unchecked.
    mutating func dnsState(_ name: String) -> DNSState {
        validity(name).map { $0 ? .right : .wrong } ?? .unchecked
    }

    /// `valid` of the object under this name, or the word that stands in the object's place.
    mutating func validity(_ name: String) -> Bool? {
        let place = item[name]
        switch place.value {
        // PHP's empty object.
        case .array([]): return nil
        case .object: return flag(at: place["valid"])
        default: return flag(at: place)
        }
    }
}
