import ServiceCore

extension SendClean {
    /// Domains for opens and clicks (`WIRE.md` §5).
    struct TrackingDomains: SendCleanDomainKind {
        let context: Context
        let kind = ResourceKind.trackingDomain

        func operations() -> ResourceOperations<TrackingDomain> {
            ResourceOperations(
                list: listing(sort: RowOrder("domain")),
                find: { key async throws(ServiceError) in try await find(key) },
                create: creation, delete: deletion,
                actions: [
                    check(title: "check CNAME", help: "Has SendClean look up the domain's CNAME now.")
                ])
        }

        func all() async throws(ServiceError) -> [TrackingDomain] {
            let list = try await context.client.listTrackingDomains()
            let account = await context.owner.username()
            return try list.rows {
                TrackingDomain(sendClean: &$0, id: { context.id(kind, $0) }, account: account)
            }
        }

        func add(_ domain: String) async throws(ServiceError) {
            try await context.client.addTrackingDomain(domain)
        }

        func remove(_ domain: String) async throws(ServiceError) {
            try await context.client.deleteTrackingDomain(domain)
        }

        func name(_ row: TrackingDomain) -> String { row.domain }

        func fresh(_ domain: String, account: String) -> TrackingDomain {
            .untold(context.id(kind, domain), account: account, domain: domain)
        }

        func look(_ row: TrackingDomain) async throws(ServiceError) -> TrackingDomain {
            var looked = row
            var found = RowReading(try await context.client.checkTrackingDomain(row.domain))
            looked.readState(&found)
            looked.oddity = found.oddity ?? row.oddity
            looked.checked = context.clock.date()
            return looked
        }

        func records(_ row: TrackingDomain) -> [(label: String, state: DNSState)] {
            [("CNAME", row.cnameState)]
        }
    }
}
