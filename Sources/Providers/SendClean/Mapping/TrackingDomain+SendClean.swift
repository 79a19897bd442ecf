import ServiceCore

extension TrackingDomain {
    /// An item of `tracking_domain_list` (specs/sendclean.md §5).
    init(sendClean item: JSONReader, id: (String) -> ResourceID, account: String) throws(ServiceError) {
        let domain = try item["domain"].text()
        self.init(id: id(domain), account: account, domain: domain)
        created = item["create_date"].sendCleanInstant
        readState(item)
    }

    /// Takes over what a list or a check tells; a list has no `valid_tracking`, which follows the CNAME.
    mutating func readState(_ item: JSONReader) {
        cnameState = DNSState(sendClean: item["cname"])
        isTracking = (try? item["valid_tracking"].flag()) ?? (cnameState == .right)
    }
}
