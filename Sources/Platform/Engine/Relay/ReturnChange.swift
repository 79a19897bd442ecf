import FoundationEssentials
import ServiceCore
import Store

/// Changing where that is to come to which comes back of messages: failures, and whoever follows a link.
package struct ReturnChange: Sendable {
    /// Nil leaves it as it is, an empty one takes it away.
    package var bounceDomain: String?
    /// The same.
    package var publicURL: String?

    package init(bounceDomain: String? = nil, publicURL: String? = nil) {
        (self.bounceDomain, self.publicURL) = (bounceDomain, publicURL)
    }

    /// - Throws: `.invalid` on the field for what is no domain or address, `.conflict` where nothing would be another.
    func run(by who: String, at now: Date, in db: WriteTransaction) throws {
        let before = try values(in: db)
        if let bounceDomain {
            let domain = bounceDomain.isEmpty ? nil : try BounceDomain.checked(bounceDomain)
            try MetaKey.bounceDomain.set(domain, in: db)
        }
        if let publicURL {
            if publicURL.isEmpty {
                try MetaKey.publicURL.set(nil, in: db)
            } else {
                try PublicAddress.set(publicURL, in: db)
            }
        }
        let after = try values(in: db)
        let changes = zip(before, after).filter { $0.text != $1.text }.map { before, after in
            FieldChange(
                field: before.field, label: before.label, before: .text(before.text), after: .text(after.text)
            )
        }
        guard !changes.isEmpty else {
            throw ServiceError(.conflict, "It stands so already.", hint: "sendboard relay show")
        }
        let connection = PlatformOptions.standardConnection
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: "set what comes back",
                target: ResourceID(connection, .delivery, "engine"), title: "delivery engine",
                changes: changes), in: db)
    }

    private func values(in db: ReadTransaction) throws -> [(field: FieldID, label: String, text: String)] {
        [
            ("bounce_domain", "Bounce domain", try BounceDomain.current(in: db) ?? ""),
            ("public_url", "Public URL", try PublicAddress.current(in: db)?.origin ?? ""),
        ]
    }
}

extension TransportReport.Way {
    /// Where that comes to which comes back of e-mail.
    static func returning(in db: ReadTransaction) throws -> [TransportReport.Line] {
        let bounces = try BounceDomain.current(in: db).map { "come back to addresses at \($0)" }
        let links = try PublicAddress.current(in: db).map { "\($0.origin), or an account's tracking domain" }
        return [
            .init(
                "Bounces", DatedText(bounces ?? "come to the senders: no bounce domain is set"),
                bounces == nil ? .warning : .good),
            .init(
                "Links", DatedText(links ?? "by an account's tracking domain alone: no public URL is set"),
                links == nil ? .warning : .good),
        ]
    }
}
