import Foundation
import ServiceCore
import Store

/// Approved senders, sending domains and tracking domains, with DNS in every state it can be found in.
struct SampleSenders {
    let scene: SampleScene

    func insert(in db: WriteTransaction) throws {
        for sender in senders { try db.insert(into: "sender", sender) }
        for domain in domains { try db.insert(into: "sending_domain", domain) }
        for tracker in trackers { try db.insert(into: "tracking_domain", tracker) }
    }

    private var senders: [ColumnValues] {
        [
            sender(
                .acme, "news@acme.example", "Acme Outdoor", isSeeded: true, selector: "s1", dkim: .right,
                spf: .right, checked: 0.04, age: 880),
            sender(
                .acme, "club@acme.example", "Acme Club", isSeeded: true, selector: "s1", dkim: .right,
                spf: .right, checked: 0.04, age: 610),
            sender(
                .acme, "orders@acme.example", "Acme Orders", selector: "s1", dkim: .right, spf: .right,
                checked: 3.2, age: 870),
            sender(
                .acme, "trails@blog.acme.example", "Acme Trails", isReady: false, selector: "blog",
                dkim: .wrong, spf: .wrong, checked: 0.9, age: 4),
            sender(
                .acme, "marta.nunez@acme-mail.example", "Marta Núñez", isReady: false, selector: "k2",
                dkim: .couldNotCheck, spf: .couldNotCheck, checked: 1.6, age: 1.7),
            sender(
                .bluebird, "post@bluebird.example", "Bluebird Bøker", isSeeded: true, selector: "bb2026",
                dkim: .right, spf: .right, checked: 6.1, age: 790),
            sender(.bluebird, "klubb@bluebird.example", "Leseklubben", age: 12),
            sender(.bluebird, "redaksjon@forlag.bluebird.example", "Redaksjonen", isReady: false, age: 0.2),
            sender(
                .citrus, "hello@citrus.example", "Citrus Travel", selector: "cit", dkim: .right, spf: .wrong,
                checked: 0.6, age: 700),
            sender(
                .citrus, "prosfores@citrus.example", "Προσφορές Citrus", isSeeded: true, selector: "cit",
                dkim: .right, spf: .couldNotCheck, checked: 14, age: 320),
            sender(
                .delta, "clinic@delta.example", "Delta Clinic", selector: "mail", dkim: .wrong, spf: .right,
                checked: 2.4, age: 600),
            sender(.delta, "appointments@delta.example", "مواعيد دلتا", isReady: false, age: 1),
            sender(
                .ember, "studio@ember.example", "スタジオ・エンバー", selector: "ember", dkim: .right, spf: .right,
                checked: 51, age: 520),
            sender(
                .sendboard, "support@sendboard.example", "Sendboard support", isSeeded: true,
                selector: "desk", dkim: .right, spf: .right, checked: 0.3, age: 450),
        ]
    }

    /// - Parameters:
    ///   - checked: days since the last check, nil where there was none.
    ///   - age: days since it was made; the same of domains.
    private func sender(
        _ customer: SampleScene.Customer, _ address: String, _ name: String, isReady: Bool = true,
        isSeeded: Bool = false, selector: String = "", dkim: DNSState = .unchecked,
        spf: DNSState = .unchecked,
        checked: Double? = nil, age: Double
    ) -> ColumnValues {
        [
            ("account", scene.id(customer)), ("address", address), ("name", name),
            ("status", isReady ? "ready" : "pending"), ("seeding", isSeeded), ("dkim_selector", selector),
            ("dkim_value", record(selector, MailAddress.domain(of: address))), ("dkim_state", dkim),
            ("spf_state", spf), ("check_detail", Self.finding(address, dkim, spf)),
            ("checked_at", checked.map { scene.workday($0, name) }),
            ("created_at", scene.workday(age, address)),
        ]
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
    private var domains: [ColumnValues] {
        [
            domain(
                .acme, "acme.example", selector: "s1", dkim: .right, spf: .right, verified: .right,
                checked: 0.04, age: 880),
            domain(
                .acme, "blog.acme.example", selector: "blog", dkim: .wrong, spf: .wrong,
                awaited: "postmaster@blog.acme.example", checked: 0.9, age: 4),
            domain(
                .acme, "acme-mail.example", selector: "k2", dkim: .couldNotCheck, spf: .couldNotCheck,
                checked: 1.6, age: 1.7),
            domain(
                .bluebird, "bluebird.example", selector: "bb2026", dkim: .right, spf: .right, checked: 6.1,
                age: 780),
            domain(.bluebird, "forlag.bluebird.example", age: 0.2),
            domain(
                .citrus, "citrus.example", selector: "cit", dkim: .right, spf: .wrong, verified: .right,
                checked: 0.6, age: 700),
            domain(
                .ember, "ember.example", selector: "ember", dkim: .right, spf: .right, verified: .right,
                checked: 51, age: 520),
        ]
    }

    /// - Parameter awaited: the mailbox that a code was sent to and that has not answered yet.
    private func domain(
        _ customer: SampleScene.Customer, _ name: String, selector: String = "", dkim: DNSState = .unchecked,
        spf: DNSState = .unchecked, verified: DNSState = .unchecked, awaited: String? = nil,
        checked: Double? = nil, age: Double
    ) -> ColumnValues {
        [
            ("account", scene.id(customer)), ("name", name), ("dkim_selector", selector),
            ("dkim_value", record(selector, name)), ("dkim_state", dkim), ("spf_state", spf),
            ("verify_state", verified), ("verify_mailbox", awaited ?? ""),
            ("verify_token", awaited.map { scene.token($0) }),
            ("verify_sent_at", awaited.map { _ in scene.ago(days: age / 2) }),
            ("check_detail", Self.finding(name, dkim, spf)),
            ("checked_at", checked.map { scene.workday($0, selector) }),
            ("created_at", scene.workday(age, name)),
        ]
    }

    private var trackers: [ColumnValues] {
        [
            tracker(
                .acme, "click.acme.example", cname: .right, tracking: .right, found: PlatformHosts().tracking,
                checked: 0.02, age: 870),
            tracker(
                .acme, "go.acme.example", cname: .wrong, tracking: .wrong,
                found: "links.former-provider.example", checked: 0.02, age: 33),
            tracker(.acme, "click.acme-mail.example", cname: .couldNotCheck, checked: 1.6, age: 1.7),
            tracker(
                .bluebird, "lenker.bluebird.example", cname: .right, tracking: .right,
                found: PlatformHosts().tracking, checked: 6.1, age: 640),
            tracker(.bluebird, "klubb.bluebird.example", age: 0.1),
            tracker(
                .citrus, "r.citrus.example", cname: .right, tracking: .right, found: PlatformHosts().tracking,
                checked: 0.6, age: 690),
            tracker(.delta, "t.delta.example", cname: .wrong, checked: 2.4, age: 90),
            tracker(
                .ember, "track.ember.example", cname: .right, tracking: .wrong,
                found: PlatformHosts().tracking, checked: 51, age: 500),
        ]
    }

    private func tracker(
        _ customer: SampleScene.Customer, _ name: String, cname: DNSState = .unchecked,
        tracking: DNSState = .unchecked, found: String = "", checked: Double? = nil, age: Double
    ) -> ColumnValues {
        [
            ("account", scene.id(customer)), ("name", name), ("cname_state", cname), ("cname_found", found),
            ("tracking_state", tracking),
            ("check_detail", checked == nil ? "" : "CNAME of \(name) is \(cname.stored)"),
            ("checked_at", checked.map { scene.workday($0, name + "?") }),
            ("created_at", scene.workday(age, name)),
        ]
    }
}
