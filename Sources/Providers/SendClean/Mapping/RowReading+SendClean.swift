import FoundationEssentials
import ServiceCore

extension JSONReader {
    /// An instant counted since 1970 in whichever unit puts it into this century; nil where none does.
    ///
    /// The pages speak of seconds, milliseconds and microseconds, and their samples do not keep to it
    /// (`WIRE.md` §5).
    var sendCleanInstant: Date? {
        [InstantUnit.seconds, .milliseconds, .microseconds].lazy
            .compactMap { try? self.date($0) }
            .first { Self.thisCentury.contains($0) }
    }

    private static let thisCentury =
        Date(timeIntervalSince1970: 946_684_800)..<Date(timeIntervalSince1970: 4_102_444_800)
}

extension RowReading {
    /// An instant as `sendCleanInstant` reads it; a number in no unit that fits is unknown, as in the pages' samples.
    mutating func sendCleanInstant(_ names: String...) -> Date? {
        value(item.first(of: names), "is no time") { try? $0.number() }.flatMap { _ in
            item.first(of: names).sendCleanInstant
        }
    }

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
