import ServiceCore

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
