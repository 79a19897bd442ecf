import ServiceCore

/// The calls on tracking domains (`WIRE.md` §5) and sending domains (§6).
extension SendClean.Client {
    /// - Parameter kind: `Sending` or `Tracking`.
    func listDomains(_ kind: String) async throws(ServiceError) -> JSONReader {
        let name = kind.lowercased()
        return try await read("\(name)-domains.list", "settings/list\(kind)Domain")["\(name)_domain_list"]
    }

    func addDomain(_ kind: String, _ domain: String) async throws(ServiceError) {
        _ = try await write(
            "\(kind.lowercased())-domains.create", "settings/add\(kind)Domain", ["domain": .string(domain)],
            blaming: "domain")
    }

    func checkDomain(_ kind: String, _ domain: String) async throws(ServiceError) -> JSONReader {
        try await read(
            "\(kind.lowercased())-domains.check", "settings/check\(kind)Domain", ["domain": .string(domain)])
    }

    func deleteDomain(_ kind: String, _ domain: String) async throws(ServiceError) {
        _ = try await write(
            "\(kind.lowercased())-domains.delete", "settings/delete\(kind)Domain", ["domain": .string(domain)]
        )
    }

    func verifySendingDomain(_ domain: String, mailbox: String) async throws(ServiceError) {
        _ = try await write(
            "sending-domains.verify", "settings/verifySendingDomain",
            ["domain": .string(domain), "mailbox": .string(mailbox)], blaming: "mailbox")
    }
}
