import FoundationEssentials
import ServiceCore

extension FakeStore {
    /// Every kind that has a pane, with the actions that the panes' keys name.
    var kinds: [RowOperations] {
        [
            accounts, senders, smtpUsers, operations(TrackingDomain.self, actions: [check()]), contacts,
            campaigns, suppressions, operations(DeliveryEvent.self), groups, operations(ContactFilter.self),
            operations(GlobalVariable.self), operations(Batch.self),
            operations(SendingDomain.self, actions: [check()]), operations(Webhook.self),
            operations(Template.self), operations(AuditEntry.self), operations(BounceReport.self),
        ]
    }

    private func check<R: Resource>() -> ResourceAction<R> {
        action("check", effect: .check) { (_: inout R) in }
    }

    private func toggle<R: Resource>(
        _ on: String, _ off: String, _ flag: any WritableKeyPath<R, Bool?> & Sendable,
        confirmation: @escaping @Sendable (R) -> Confirmation = { _ in .none }
    ) -> [ResourceAction<R>] {
        [
            action(
                on, confirmation: confirmation,
                availability: { $0[keyPath: flag] == true ? .already("already so") : .available }
            ) { $0[keyPath: flag] = true },
            action(
                off, confirmation: confirmation,
                availability: { $0[keyPath: flag] == false ? .already("already so") : .available }
            ) { $0[keyPath: flag] = false },
        ]
    }

    private var accounts: RowOperations {
        operations(
            Account.self, delete: { .naming($0) }, consequence: "with 3 contacts",
            actions: toggle("track-opens", "untrack-opens", \.tracking.opens)
                + toggle("track-links", "untrack-links", \.tracking.links)
                + toggle("track-unsubscribes", "untrack-unsubscribes", \.tracking.unsubscribes)
                + [
                    action(
                        "new-key", effect: .irreversible, confirmation: { .naming($0) },
                        revealing: "key-123"
                    ) { $0.apiKey = Secret("key-123") }
                ])
    }

    private var senders: RowOperations {
        operations(ApprovedSender.self, actions: toggle("seed", "unseed", \.isSeeded) + [check()])
    }

    private var smtpUsers: RowOperations {
        let disable: ResourceAction<SMTPUser> = action(
            "disable", confirmation: { _ in .yesNo },
            availability: { $0.isEnabled == false ? .already("already disabled") : .available }
        ) { $0.isEnabled = false }
        return operations(
            SMTPUser.self,
            actions: [
                disable,
                action(
                    "enable",
                    availability: { $0.isEnabled == true ? .already("already enabled") : .available }
                ) {
                    $0.isEnabled = true
                },
                action(
                    "reset-password", effect: .irreversible, confirmation: { .naming($0) },
                    revealing: "pass-123"
                ) { $0.password = Secret("pass-123") },
            ])
    }

    private var suppressions: RowOperations {
        operations(
            Suppression.self,
            actions: [
                action(
                    "allow",
                    form: FormDescription(
                        title: "Allow sending again",
                        fields: [FormField("reason", "Reason", isRequired: true)]),
                    confirmation: {
                        $0.reason == .complaint || $0.reason == .unsubscribe ? .naming($0) : .none
                    },
                    availability: { $0.lifted == nil ? .available : .already("already allowed") }
                ) { $0.lifted = Date(timeIntervalSince1970: 0) }
            ])
    }

    private var campaigns: RowOperations {
        operations(
            Campaign.self, delete: { .naming($0) },
            actions: [
                action(
                    "test", effect: .irreversible,
                    form: FormDescription(
                        title: "Send a test", fields: [FormField("to", "To", isRequired: true)])
                ) { _ in }
            ])
    }

    private var groups: RowOperations {
        operations(ContactGroup.self, delete: { _ in .yesNo })
    }
}
