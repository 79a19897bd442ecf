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
