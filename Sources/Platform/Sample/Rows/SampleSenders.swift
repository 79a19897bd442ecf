import Foundation
import ServiceCore
import Store

/// Approved senders, sending domains and tracking domains, with DNS in every state it can be found in.
struct SampleSenders {
    let scene: SampleScene

    private struct Sender {
        let customer: SampleScene.Customer
        let address, name: String
        var isReady = true
        var isSeeded = false
        var selector = ""
        var dkim = DNSState.unchecked
        var spf = DNSState.unchecked
        /// Days since the last check, nil where there was none.
        var checked: Double?
        let age: Double
    }

    func insert(in db: WriteTransaction) throws {
        for sender in Self.senders { try insert(sender, in: db) }
        for domain in Self.domains { try insert(domain, in: db) }
        for domain in Self.trackers { try insert(domain, in: db) }
    }

    private static let senders: [Sender] = [
        Sender(
            customer: .acme, address: "news@acme.example", name: "Acme Outdoor", isSeeded: true,
            selector: "s1",
            dkim: .right, spf: .right, checked: 0.04, age: 880),
        Sender(
            customer: .acme, address: "club@acme.example", name: "Acme Club", isSeeded: true, selector: "s1",
            dkim: .right, spf: .right, checked: 0.04, age: 610),
        Sender(
            customer: .acme, address: "orders@acme.example", name: "Acme Orders", selector: "s1",
            dkim: .right,
            spf: .right, checked: 3.2, age: 870),
        Sender(
            customer: .acme, address: "trails@blog.acme.example", name: "Acme Trails", isReady: false,
            selector: "blog", dkim: .wrong, spf: .wrong, checked: 0.9, age: 4),
        Sender(
            customer: .acme, address: "marta.nunez@acme-mail.example", name: "Marta Núñez", isReady: false,
            selector: "k2", dkim: .couldNotCheck, spf: .couldNotCheck, checked: 1.6, age: 1.7),
        Sender(
            customer: .bluebird, address: "post@bluebird.example", name: "Bluebird Bøker", isSeeded: true,
            selector: "bb2026", dkim: .right, spf: .right, checked: 6.1, age: 790),
        Sender(customer: .bluebird, address: "klubb@bluebird.example", name: "Leseklubben", age: 12),
        Sender(
            customer: .bluebird, address: "redaksjon@forlag.bluebird.example", name: "Redaksjonen",
            isReady: false, age: 0.2),
        Sender(
            customer: .citrus, address: "hello@citrus.example", name: "Citrus Travel", selector: "cit",
            dkim: .right, spf: .wrong, checked: 0.6, age: 700),
        Sender(
            customer: .citrus, address: "prosfores@citrus.example", name: "Προσφορές Citrus", isSeeded: true,
            selector: "cit", dkim: .right, spf: .couldNotCheck, checked: 14, age: 320),
        Sender(
            customer: .delta, address: "clinic@delta.example", name: "Delta Clinic", selector: "mail",
            dkim: .wrong, spf: .right, checked: 2.4, age: 600),
        Sender(
            customer: .delta, address: "appointments@delta.example", name: "مواعيد دلتا", isReady: false,
            age: 1),
        Sender(
            customer: .ember, address: "studio@ember.example", name: "スタジオ・エンバー", selector: "ember",
            dkim: .right, spf: .right, checked: 51, age: 520),
        Sender(
            customer: .sendboard, address: "support@sendboard.example", name: "Sendboard support",
            isSeeded: true, selector: "desk", dkim: .right, spf: .right, checked: 0.3, age: 450),
    ]

    private func insert(_ sender: Sender, in db: WriteTransaction) throws {
        _ = try db.insert(
            into: "sender",
            [
                ("account", scene.id(sender.customer)), ("address", sender.address), ("name", sender.name),
                ("status", sender.isReady ? "ready" : "pending"), ("seeding", sender.isSeeded),
                ("dkim_selector", sender.selector),
                ("dkim_value", record(sender.selector, AddressRules.domain(of: sender.address))),
                ("dkim_state", sender.dkim.stored), ("spf_state", sender.spf.stored),
                ("check_detail", Self.finding(sender.address, sender.dkim, sender.spf)),
                ("checked_at", sender.checked.map { scene.workday($0, sender.name) }),
                ("created_at", scene.workday(sender.age, sender.address)),
            ])
    }

    /// What the domain should publish: as long and as readable as a real key.
    private func record(_ selector: String, _ domain: String) -> String {
        guard !selector.isEmpty else { return "" }
        let bytes = (0..<4).flatMap { part in
            withUnsafeBytes(of: UInt64(scene.token("\(selector).\(domain).\(part)"), radix: 36) ?? 0) {
                Array($0)
            }
        }
        return "v=DKIM1; k=ed25519; p=\(Data(bytes).base64EncodedString())"
    }

    private static func finding(_ name: String, _ dkim: DNSState, _ spf: DNSState) -> String {
        guard dkim != .unchecked || spf != .unchecked else { return "" }
        return "DKIM of \(name) is \(dkim.stored), SPF is \(spf.stored)"
    }
}

extension SampleSenders {
    private struct Domain {
        let customer: SampleScene.Customer
        let name: String
        var selector = ""
        var dkim = DNSState.unchecked
        var spf = DNSState.unchecked
        var verified = DNSState.unchecked
        /// The mailbox that a code was sent to and that has not answered yet.
        var awaited: String?
        var checked: Double?
        let age: Double
    }

    private static let domains: [Domain] = [
        Domain(
            customer: .acme, name: "acme.example", selector: "s1", dkim: .right, spf: .right,
            verified: .right,
            checked: 0.04, age: 880),
        Domain(
            customer: .acme, name: "blog.acme.example", selector: "blog", dkim: .wrong, spf: .wrong,
            awaited: "postmaster@blog.acme.example", checked: 0.9, age: 4),
        Domain(
            customer: .acme, name: "acme-mail.example", selector: "k2", dkim: .couldNotCheck,
            spf: .couldNotCheck, checked: 1.6, age: 1.7),
        Domain(
            customer: .bluebird, name: "bluebird.example", selector: "bb2026", dkim: .right, spf: .right,
            checked: 6.1, age: 780),
        Domain(customer: .bluebird, name: "forlag.bluebird.example", age: 0.2),
        Domain(
            customer: .citrus, name: "citrus.example", selector: "cit", dkim: .right, spf: .wrong,
            verified: .right, checked: 0.6, age: 700),
        Domain(
            customer: .ember, name: "ember.example", selector: "ember", dkim: .right, spf: .right,
            verified: .right, checked: 51, age: 520),
    ]

    private func insert(_ domain: Domain, in db: WriteTransaction) throws {
        _ = try db.insert(
            into: "sending_domain",
            [
                ("account", scene.id(domain.customer)), ("name", domain.name),
                ("dkim_selector", domain.selector), ("dkim_value", record(domain.selector, domain.name)),
                ("dkim_state", domain.dkim.stored), ("spf_state", domain.spf.stored),
                ("verify_state", domain.verified.stored), ("verify_mailbox", domain.awaited ?? ""),
                ("verify_token", domain.awaited.map { scene.token($0) }),
                ("verify_sent_at", domain.awaited.map { _ in scene.ago(days: domain.age / 2) }),
                ("check_detail", Self.finding(domain.name, domain.dkim, domain.spf)),
                ("checked_at", domain.checked.map { scene.workday($0, domain.selector) }),
                ("created_at", scene.workday(domain.age, domain.name)),
            ])
    }

    private struct Tracker {
        let customer: SampleScene.Customer
        let name: String
        var cname = DNSState.unchecked
        var tracking = DNSState.unchecked
        var found = ""
        var checked: Double?
        let age: Double
    }

    private static let trackers: [Tracker] = [
        Tracker(
            customer: .acme, name: "click.acme.example", cname: .right, tracking: .right,
            found: PlatformHosts().tracking, checked: 0.02, age: 870),
        Tracker(
            customer: .acme, name: "go.acme.example", cname: .wrong, tracking: .wrong,
            found: "links.former-provider.example", checked: 0.02, age: 33),
        Tracker(
            customer: .acme, name: "click.acme-mail.example", cname: .couldNotCheck, checked: 1.6, age: 1.7),
        Tracker(
            customer: .bluebird, name: "lenker.bluebird.example", cname: .right, tracking: .right,
            found: PlatformHosts().tracking, checked: 6.1, age: 640),
        Tracker(customer: .bluebird, name: "klubb.bluebird.example", age: 0.1),
        Tracker(
            customer: .citrus, name: "r.citrus.example", cname: .right, tracking: .right,
            found: PlatformHosts().tracking, checked: 0.6, age: 690),
        Tracker(customer: .delta, name: "t.delta.example", cname: .wrong, checked: 2.4, age: 90),
        Tracker(
            customer: .ember, name: "track.ember.example", cname: .right, tracking: .wrong,
            found: PlatformHosts().tracking, checked: 51, age: 500),
    ]

    private func insert(_ tracker: Tracker, in db: WriteTransaction) throws {
        _ = try db.insert(
            into: "tracking_domain",
            [
                ("account", scene.id(tracker.customer)), ("name", tracker.name),
                ("cname_state", tracker.cname.stored), ("cname_found", tracker.found),
                ("tracking_state", tracker.tracking.stored),
                (
                    "check_detail",
                    tracker.checked == nil ? "" : "CNAME of \(tracker.name) is \(tracker.cname.stored)"
                ),
                ("checked_at", tracker.checked.map { scene.workday($0, tracker.name + "?") }),
                ("created_at", scene.workday(tracker.age, tracker.name)),
            ])
    }
}
