import Foundation
import ServiceCore
import Store

/// The table of approved senders.
enum SenderQueries {
    static func table(_ connection: ConnectionID, hosts: PlatformHosts) -> OwnedTable<ApprovedSender> {
        OwnedTable(
            name: "sender", nameColumn: "address", connection: connection, identity: .address,
            read: { row, id, account in
                var sender = ApprovedSender(
                    id: id, account: account, address: row["written"] ?? row["address"])
                sender.isReady = row["status"] == "ready"
                sender.isSeeded = row["seeding"]
                sender.dkimSelector = row["dkim_selector"]
                sender.dkimValue = row["dkim_value"]
                sender.dkimState = DNSState(word: row["dkim_state"])
                let spf: String = row["spf_value"]
                sender.spf = spf.isEmpty ? hosts.spfRecord : spf
                sender.spfState = DNSState(word: row["spf_state"])
                sender.checked = (row["checked_at"] as Int64?).map { Date(storedTime: $0) }
                sender.created = Date(storedTime: row["created_at"])
                sender.revision = row["rev"]
                return sender
            },
            write: { sender in
                let address = StoredAddress(sender.address)
                return [
                    ("address", address.key), ("written", address.written), ("seeding", sender.isSeeded),
                    ("dkim_selector", sender.dkimSelector), ("dkim_value", sender.dkimValue),
                ]
            })
    }
}
