import ServiceCore

/// Tells rows of reports apart that Dyn does not: the same thing twice in one second.
///
/// Such rows stand together, so that what was counted on the page before is all that must be remembered.
struct EventNumbers {
    private var before: [ResourceID: Int] = [:]

    mutating func numbered(_ page: [DeliveryEvent]) -> [DeliveryEvent] {
        var counts: [ResourceID: Int] = [:]
        defer { before = counts }
        return page.map { event in
            let number = (counts[event.id] ?? before[event.id] ?? 0) + 1
            counts[event.id] = number
            return number == 1 ? event : event.numbered(number)
        }
    }
}

extension DeliveryEvent {
    fileprivate func numbered(_ number: Int) -> DeliveryEvent {
        let id = ResourceID(id.connection, id.kind, "\(id.native) #\(number)")
        var copy = DeliveryEvent(id: id, account: account, person: person, kind: kind, time: time)
        (copy.reply, copy.bounced) = (reply, bounced)
        (copy.bounceType, copy.bounceRule) = (bounceType, bounceRule)
        (copy.link, copy.ip, copy.sender, copy.headers) = (link, ip, sender, headers)
        (copy.isUnique, copy.isUndated, copy.oddity) = (isUnique, isUndated, oddity)
        return copy
    }
}
