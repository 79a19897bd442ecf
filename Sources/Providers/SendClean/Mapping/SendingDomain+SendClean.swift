import ServiceCore

extension SendingDomain {
    /// An item of `sending_domain_list` (specs/sendclean.md §6).
    init(sendClean item: JSONReader, id: (String) -> ResourceID, account: String) throws(ServiceError) {
        let domain = try item["domain"].text()
        self.init(id: id(domain), account: account, domain: domain)
        created = item["create_date"].sendCleanInstant
        isVerified = (try? item["verify_domain"]["valid"].flag()) ?? false
        readState(item)
    }

    /// Takes over what a list or a check tells.
    mutating func readState(_ item: JSONReader) {
        dkimState = DNSState(sendClean: item["dkim"])
        spfState = DNSState(sendClean: item["spf"])
    }
}
