import ServiceCore

/// The calls on tracking domains (`WIRE.md` §5).
extension SendClean.Client {
    func listTrackingDomains() async throws(ServiceError) -> JSONReader {
        try await read("tracking-domains.list", "settings/listTrackingDomain")["tracking_domain_list"]
    }

    func addTrackingDomain(_ domain: String) async throws(ServiceError) {
        _ = try await write(
            "tracking-domains.create", "settings/addTrackingDomain", ["domain": .string(domain)],
            blaming: "domain")
    }

    func checkTrackingDomain(_ domain: String) async throws(ServiceError) -> JSONReader {
        try await read(
            "tracking-domains.check", "settings/checkTrackingDomain", ["domain": .string(domain)])
    }

    func deleteTrackingDomain(_ domain: String) async throws(ServiceError) {
        _ = try await write(
            "tracking-domains.delete", "settings/deleteTrackingDomain", ["domain": .string(domain)])
    }
}

/// The calls on sending domains (`WIRE.md` §6).
extension SendClean.Client {
    func listSendingDomains() async throws(ServiceError) -> JSONReader {
        try await read("sending-domains.list", "settings/listSendingDomain")["sending_domain_list"]
    }

    func addSendingDomain(_ domain: String) async throws(ServiceError) {
        _ = try await write(
            "sending-domains.create", "settings/addSendingDomain", ["domain": .string(domain)],
            blaming: "domain")
    }

    func checkSendingDomain(_ domain: String) async throws(ServiceError) -> JSONReader {
        try await read("sending-domains.check", "settings/checkSendingDomain", ["domain": .string(domain)])
    }

    func verifySendingDomain(_ domain: String, mailbox: String) async throws(ServiceError) {
        _ = try await write(
            "sending-domains.verify", "settings/verifySendingDomain",
            ["domain": .string(domain), "mailbox": .string(mailbox)], blaming: "mailbox")
    }

    func deleteSendingDomain(_ domain: String) async throws(ServiceError) {
        _ = try await write(
            "sending-domains.delete", "settings/deleteSendingDomain", ["domain": .string(domain)])
    }
}
