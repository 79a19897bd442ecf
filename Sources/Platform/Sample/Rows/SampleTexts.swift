import ServiceCore
import Store

/// Templates, webhooks and global variables.
struct SampleTexts {
    let scene: SampleScene

    func insert(in db: WriteTransaction) throws {
        for template in Self.templates { try insert(template, in: db) }
        for hook in Self.hooks { try insert(hook, in: db) }
        for (customer, values) in Self.variables {
            for (name, value) in values {
                _ = try db.insert(
                    into: "global_variable",
                    [
                        ("account", scene.id(customer)), ("name", name), ("value", value),
                        ("created_at", scene.workday(400, name)),
                    ])
            }
        }
    }

    private struct Text {
        let customer: SampleScene.Customer
        let name, subject, body: String
        let age: Double
    }

    private static let templates = [
        Text(
            customer: .acme, name: "Order shipped",
            subject: "{{first_name}}, your order {{order}} is on its way",
            body:
                "Hello {{first_name}}, your parcel left our warehouse in Lisbon today. Follow it: {{tracking_url}}",
            age: 640),
        Text(
            customer: .acme, name: "Welcome to the club", subject: "Welcome, {{first_name}}",
            body: "Good to have you with us. As a member you see every offer a day before the others.",
            age: 410),
        Text(
            customer: .acme, name: "Plain newsletter", subject: "News from Acme Outdoor",
            body: "What is new this month: jackets, maps and three huts that are open all winter.", age: 88),
        Text(
            customer: .bluebird, name: "Kvittering", subject: "Takk for bestillingen, {{first_name}}",
            body: "Vi pakker bøkene dine nå. Ordrenummer: {{order}}.", age: 520),
        Text(
            customer: .bluebird, name: "Ny i leseklubben", subject: "Velkommen til leseklubben",
            body: "Hver måned velger vi én roman og én bok for barn.", age: 12),
        Text(
            customer: .citrus, name: "Επιβεβαίωση κράτησης", subject: "Η κράτησή σας {{booking}}",
            body: "Αγαπητέ/ή {{first_name}}, η κράτησή σας επιβεβαιώθηκε. Καλό ταξίδι!", age: 300),
        Text(
            customer: .delta, name: "Appointment reminder", subject: "موعدك في {{date}}",
            body: "مرحباً {{first_name}}، نذكّرك بموعدك في عيادة دلتا يوم {{date}}.", age: 200),
        Text(
            customer: .ember, name: "ご予約の確認", subject: "{{last_name}}様 ご予約ありがとうございます",
            body: "{{last_name}}様、{{date}}のクラスでお待ちしております。", age: 410),
    ]

    private func insert(_ template: Text, in db: WriteTransaction) throws {
        let changed = scene.workday(template.age / 3, template.name)
        _ = try db.insert(
            into: "template",
            [
                ("account", scene.id(template.customer)), ("name", template.name),
                ("subject", template.subject),
                ("html", SampleMessage.html(template.subject, template.body, link: nil)),
                ("text", template.body),
                ("created_at", scene.workday(template.age, template.subject)), ("updated_at", changed),
            ])
    }

    private struct Hook {
        let customer: SampleScene.Customer
        let url, events, label: String
        var storesLog = false
        /// Days since it last answered, nil where it never did.
        var answered: Double?
        var total = 0
        let age: Double
    }

    private static let hooks = [
        Hook(
            customer: .acme, url: "https://hooks.acme.example/mail", events: "", label: "warehouse of events",
            storesLog: true, answered: 0.001, total: 48_211, age: 640),
        Hook(
            customer: .acme, url: "https://crm.acme.example/bounces", events: "hard_bounce,spam",
            label: "CRM", answered: 0.2, total: 1_902, age: 300),
        Hook(
            customer: .citrus, url: "https://ops.citrus.example/in", events: "send,click",
            label: "operations",
            answered: 21, total: 8_450, age: 410),
        Hook(
            customer: .bluebird, url: "https://bluebird.example/webhook-test", events: "open", label: "",
            age: 0.3),
    ]

    private func insert(_ hook: Hook, in db: WriteTransaction) throws {
        _ = try db.insert(
            into: "hook",
            [
                ("account", scene.id(hook.customer)), ("webhook_id", scene.digits(hook.url)),
                ("url", hook.url),
                ("events", hook.events), ("description", hook.label), ("stores_log", hook.storesLog),
                ("key_sealed", try scene.vault.seal(Secret(scene.token(hook.url + "#")), for: .hookKey)),
                ("last_success_at", hook.answered.map { scene.workday($0, hook.url) }),
                ("total_events", hook.total),
                // Nobody is there to be told.
                ("is_active", false),
                ("created_at", scene.workday(hook.age, hook.label)),
            ])
    }

    private static let variables: [(SampleScene.Customer, KeyValuePairs<String, String>)] = [
        (
            .acme,
            [
                "company": "Acme Outdoor", "address": "Rua da Prata 80, Lisbon", "season": "winter",
                "free_shipping_from": "49 €", "support": "service@acme.example",
            ]
        ),
        (.bluebird, ["firma": "Bluebird Bøker AS", "fraktfritt": "399 kr"]),
        (.citrus, ["εταιρεία": "Citrus Travel", "phone": "+15550100200"]),
        (.delta, ["clinic": "عيادة دلتا", "opening_hours": "08:00–17:00"]),
        (.ember, ["店名": "スタジオ・エンバー"]),
    ]
}
