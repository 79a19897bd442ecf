import ServiceCore
import TestSupport

extension Sample {
    static func putRecords(in store: FakeStore) {
        store.put([
            ContactFilter(
                id: id(.filter, "1"), account: account, name: "lapsed",
                expression: "last_event:<2025-01-01 -whitelisted:yes"),
            ContactFilter(
                id: id(.filter, "2"), account: account, name: "over sixty", expression: "age:>60"),
        ])
        store.put([
            GlobalVariable(id: id(.variable, "1"), account: account, name: "company", value: "Acme Retail"),
            GlobalVariable(
                id: id(.variable, "2"), account: account, name: "footer",
                value: "You get this since you bought from us; one click ends it."),
        ])
        store.put(batches)
        store.put([webhook])
        store.put([template])
        store.put(audit)
        store.put(bounceReports)
    }

    private static var batches: [Batch] {
        [("b-7f3a", "Spring sale", 12_000), ("b-10c2", "Black Friday", 431_207)].enumerated().map {
            index, row in
            var batch = Batch(id: id(.batch, row.0), account: account, campaign: row.1)
            batch.messageCount = row.2
            batch.isArchived = index == 1
            batch.created = ago(Double(index * 2000 + 1))
            return batch
        }
    }

    private static var webhook: Webhook {
        var webhook = Webhook(
            id: id(.webhook, "1"), account: account, url: "https://hooks.retail.example/mail/events")
        webhook.events = ["delivered", "bounce", "complaint"]
        webhook.totalEvents = 1_204_881
        webhook.lastSuccess = ago(2)
        webhook.key = Secret("key")
        return webhook
    }

    private static var template: Template {
        var template = Template(id: id(.template, "1"), account: account, name: "order shipped")
        template.subject = "Your order {{number}} is on its way"
        template.changed = ago(60 * 24 * 4)
        return template
    }

    private static var bounceReports: [BounceReport] {
        [
            (BounceReport.Outcome.ignored, "kim@example.test", "Out of office", "it answers by itself", 4.0),
            (.unclassified, "mailer@far.example", "Undelivered", "it names no message of ours", 3_000),
        ].enumerated().map { index, row in
            var report = BounceReport(
                id: id(.bounceReport, "\(index)"), time: ago(row.4), outcome: row.0, why: row.3, bytes: 2_140)
            (report.sender, report.subject) = (row.1, row.2)
            report.recipient = "baaaq4fk2@bounce.shop.example"
            report.text = "From: \(row.1)\nSubject: \(row.2)\n\nI am away until Monday.\n"
            return report
        }
    }

    private static var audit: [AuditEntry] {
        [
            AuditEntry(
                id: id(.audit, "2"), time: ago(3), who: "kim@console", what: "whitelist",
                target: id(.contact, "3"), targetName: "kim@example.test",
                changes: [
                    FieldChange(
                        field: "whitelisted", label: "Whitelisted", before: .flag(false), after: .flag(true))
                ]),
            AuditEntry(
                id: id(.audit, "1"), time: ago(60), who: "ana@console", what: "allow",
                target: id(.suppression, "3"), targetName: "joe@example.com",
                changes: [
                    FieldChange(
                        field: "state", label: "State", before: .text("suppressed"), after: .text("allowed"))
                ],
                reason: "asked for it by phone"),
        ]
    }

    /// What stands in the trail besides: an edit that can be taken back, and what stays.
    static func trail() async -> KeptTrail {
        let trail = KeptTrail()
        let name = FieldChange(
            field: "last_name", label: "Last name", before: .text("Park"), after: .text("Kim"))
        let launched = AuditEntry(
            id: id(.audit, ""), time: ago(90), who: "ana@console", what: "launch", target: id(.campaign, "1"),
            targetName: "Spring sale")
        let edited = AuditEntry(
            id: id(.audit, ""), time: ago(60), who: "ana@console", what: "edit", target: id(.contact, "3"),
            targetName: "kim@example.test", changes: [name], reason: "she married")
        for entry in audit.reversed() + [launched, edited] { _ = try? await trail.record(entry) }
        return trail
    }
}
