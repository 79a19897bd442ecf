import ServiceCore
import Store

extension ConnectionChange {
    /// Nil where the tables hold nothing that a row shows.
    init?(_ change: StoreChange) {
        switch change {
        case .external: self = .anything
        case .tables(let tables):
            let kinds = tables.reduce(into: Set<ResourceKind>()) { $0.formUnion(Self.kinds[$1] ?? []) }
            if kinds.isEmpty { return nil }
            self = .kinds(kinds)
        }
    }

    func merged(with other: ConnectionChange) -> ConnectionChange {
        switch (self, other) {
        case (.kinds(let mine), .kinds(let others)): .kinds(mine.union(others))
        default: .anything
        }
    }

    /// Which kinds show something of a table.
    private static let kinds: [String: Set<ResourceKind>] = [
        "account": [.account],
        "sms_ledger": [.account],
        "sender": [.sender],
        "smtp_user": [.smtpUser],
        "smtp_user_hour": [.smtpUser],
        "sending_domain": [.sendingDomain],
        "tracking_domain": [.trackingDomain],
        "contact": [.contact],
        "recipient": [.contact],
        "grp": [.group, .contact],
        "grp_member": [.group, .contact],
        "saved_filter": [.filter],
        "suppression": [.suppression, .contact],
        "global_variable": [.variable],
        "template": [.template],
        "campaign": [.campaign],
        "counter": [.campaign],
        "batch": [.batch],
        "delivery": [.delivery, .campaign],
        "event": [.event],
        "hook": [.webhook],
        "audit": [.audit],
        "unclassified_report": [.bounceReport],
        "request_log": [.request],
    ]
}
