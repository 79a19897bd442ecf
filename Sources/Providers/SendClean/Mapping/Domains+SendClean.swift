import ServiceCore

extension SendingDomain {
    /// An item of `sending_domain_list` (`WIRE.md` §6).
    init(sendClean row: inout RowReading, id: (String) -> ResourceID, account: String) {
        let domain = row.name("domain")
        row.check("domain", as: .domain)
        self = .untold(id(domain), account: account, domain: domain)
        created = row.sendCleanInstant("create_date")
        isVerified = row.validity("verify_domain")
        readState(&row)
    }

    /// Takes over what a list or a check tells.
    mutating func readState(_ row: inout RowReading) {
        dkimState = row.dnsState("dkim")
        spfState = row.dnsState("spf")
    }
}

extension TrackingDomain {
    /// An item of `tracking_domain_list` (`WIRE.md` §5).
    init(sendClean row: inout RowReading, id: (String) -> ResourceID, account: String) {
        let domain = row.name("domain")
        row.check("domain", as: .domain)
        self = .untold(id(domain), account: account, domain: domain)
        created = row.sendCleanInstant("create_date")
        readState(&row)
    }

    /// Takes over what a list or a check tells; a list has no `valid_tracking`, which follows the CNAME.
    mutating func readState(_ row: inout RowReading) {
        cnameState = row.dnsState("cname")
        isTracking = row.flag("valid_tracking") ?? cnameState.isRight
    }
}

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
