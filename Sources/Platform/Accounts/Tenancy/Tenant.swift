package import FoundationEssentials
package import ServiceCore
import Store

/// One account as its own platform: it sees and changes its own rows and no others.
package struct Tenant: Sendable {
    /// The row's id in the table of accounts.
    package let id: Int64
    package let username: String
    /// The word by which SendClean and DMDS name the account.
    package let ownerID: String
    /// Whether it may list, make and delete accounts.
    package let isAdmin: Bool
    /// What it does stands in the audit trail under its name.
    let context: PlatformContext

    init(_ context: PlatformContext, _ row: SQLRow) {
        id = row["id"]
        username = row["username"]
        ownerID = row["short_name"]
        isAdmin = row["is_admin"]
        var options = context.options
        options.who = "\(row["username"] as String)@\(context.options.who)"
        self.context = PlatformContext(options: options, store: context.store)
    }

    package var clock: @Sendable () -> Date { context.clock }
}

extension Tenant {
    package var senders: TenantRows<ApprovedSender> {
        let kind = SenderKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var smtpUsers: TenantRows<SMTPUser> {
        let kind = SMTPUserKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var trackingDomains: TenantRows<TrackingDomain> {
        let kind = TrackingDomainKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var sendingDomains: TenantRows<SendingDomain> {
        let kind = SendingDomainKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var webhooks: TenantRows<Webhook> {
        let kind = WebhookKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var templates: TenantRows<Template> {
        let kind = TemplateKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var groups: TenantRows<ContactGroup> {
        let kind = GroupKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var filters: TenantRows<ContactFilter> {
        let kind = FilterKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var variables: TenantRows<GlobalVariable> {
        let kind = VariableKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }

    package var campaigns: TenantRows<Campaign> {
        let kind = CampaignKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}
