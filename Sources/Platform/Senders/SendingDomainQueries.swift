import Foundation
import ServiceCore
import Store

/// The table of sending domains.
enum SendingDomainQueries {
    static func table(_ connection: ConnectionID) -> OwnedTable<SendingDomain> {
        OwnedTable(
            name: "sending_domain", nameColumn: "name", connection: connection, identity: .domain,
            read: { row, id, account in
                var domain = SendingDomain(id: id, account: account, domain: row["name"])
                domain.dkimState = DNSState(word: row["dkim_state"])
                domain.spfState = DNSState(word: row["spf_state"])
                domain.dkimSelector = row["dkim_selector"]
                domain.dkimValue = row["dkim_value"]
                domain.isVerified = DNSState(word: row["verify_state"]) == .right
                domain.checked = (row["checked_at"] as Int64?).map { Date(storedTime: $0) }
                domain.created = Date(storedTime: row["created_at"])
                domain.revision = row["rev"]
                return domain
            },
            write: { domain in
                [
                    ("name", domain.domain), ("dkim_selector", domain.dkimSelector),
                    ("dkim_value", domain.dkimValue),
                    ("verify_state", (domain.isVerified == true ? DNSState.right : .unchecked).stored),
                ]
            })
    }

    /// What is kept of the code that was sent to a mailbox of the domain; nil where none waits.
    static func keptCode(of id: Int64, in db: ReadTransaction) throws -> Secret? {
        try String.fetchOne(db, "SELECT verify_token FROM sending_domain WHERE id = \(id)")
            .map { Secret($0) }
    }

    /// The form in which a code is kept: it can be recognised, not read.
    static func kept(_ code: String, _ vault: Vault) -> String {
        Hex.text(Array(vault.lookupValue(Secret(code), for: .verificationCode)))
    }

    static func setVerification(
        mailbox: String, keptCode: String, at now: Date, of id: Int64, in db: WriteTransaction
    ) throws {
        let values: ColumnValues = [
            ("verify_mailbox", mailbox), ("verify_token", keptCode), ("verify_sent_at", now.storedTime),
        ]
        try db.update("sending_domain", id: id, values, isEdit: false)
    }
}
