import Foundation
import ServiceCore
import Store

/// The table of tracking domains.
enum TrackingDomainQueries {
    static func table(_ connection: ConnectionID, hosts: PlatformHosts) -> OwnedTable<TrackingDomain> {
        OwnedTable(
            name: "tracking_domain", nameColumn: "name", connection: connection, identity: .domain,
            read: { row, id, account in
                var domain = TrackingDomain(id: id, account: account, domain: row["name"])
                domain.cnameState = DNSState(word: row["cname_state"])
                domain.cnameTarget = hosts.tracking
                domain.isTracking = DNSState(word: row["tracking_state"]) == .right
                domain.checked = (row["checked_at"] as Int64?).map { Date(storedTime: $0) }
                domain.created = Date(storedTime: row["created_at"])
                domain.revision = row["rev"]
                return domain
            },
            write: { domain in [("name", domain.domain)] })
    }
}
