import ServiceCore
import Store

/// Templates, webhooks and global variables.
struct SampleTexts {
    let scene: SampleScene

    func insert(in db: WriteTransaction) throws {
        for template in templates { try db.insert(into: "template", template) }
        for hook in try hooks() { try db.insert(into: "hook", hook) }
        for (customer, values) in Self.variables {
            for (name, value) in values {
                try db.insert(
                    into: "global_variable",
                    [
                        ("account", scene.id(customer)), ("name", name), ("value", value),
                        ("created_at", scene.workday(400, name)),
                    ])
            }
        }
    }

    private var templates: [ColumnValues] {
        [
            template(
                .acme, "Order shipped", subject: "{{first_name}}, your order {{order}} is on its way",
                body:
                    "Hello {{first_name}}, your parcel left our warehouse in Lisbon today. Follow it: {{tracking_url}}",
                age: 640),
            template(
                .acme, "Welcome to the club", subject: "Welcome, {{first_name}}",
                body: "Good to have you with us. As a member you see every offer a day before the others.",
                age: 410),
            template(
                .acme, "Plain newsletter", subject: "News from Acme Outdoor",
                body: "What is new this month: jackets, maps and three huts that are open all winter.",
                age: 88),
            template(
                .bluebird, "Kvittering", subject: "Takk for bestillingen, {{first_name}}",
                body: "Vi pakker bøkene dine nå. Ordrenummer: {{order}}.", age: 520),
            template(
                .bluebird, "Ny i leseklubben", subject: "Velkommen til leseklubben",
                body: "Hver måned velger vi én roman og én bok for barn.", age: 12),
            template(
                .citrus, "Επιβεβαίωση κράτησης", subject: "Η κράτησή σας {{booking}}",
                body: "Αγαπητέ/ή {{first_name}}, η κράτησή σας επιβεβαιώθηκε. Καλό ταξίδι!", age: 300),
            template(
                .delta, "Appointment reminder", subject: "موعدك في {{date}}",
                body: "مرحباً {{first_name}}، نذكّرك بموعدك في عيادة دلتا يوم {{date}}.", age: 200),
            template(
                .ember, "ご予約の確認", subject: "{{last_name}}様 ご予約ありがとうございます",
                body: "{{last_name}}様、{{date}}のクラスでお待ちしております。", age: 410),
        ]
    }

    /// - Parameter age: days since it was made; the same of hooks.
    private func template(
        _ customer: SampleScene.Customer, _ name: String, subject: String, body: String, age: Double
    ) -> ColumnValues {
        [
            ("account", scene.id(customer)), ("name", name), ("subject", subject),
            ("html", SampleMessage.html(subject, body, link: nil)), ("text", body),
            ("created_at", scene.workday(age, subject)), ("updated_at", scene.workday(age / 3, name)),
        ]
    }

    private func hooks() throws -> [ColumnValues] {
        [
            try hook(
                .acme, "https://hooks.acme.example/mail", events: "", label: "warehouse of events",
                storesLog: true, answered: 0.001, total: 48_211, age: 640),
            try hook(
                .acme, "https://crm.acme.example/bounces", events: "hard_bounce,spam", label: "CRM",
                answered: 0.2, total: 1_902, age: 300),
            try hook(
                .citrus, "https://ops.citrus.example/in", events: "send,click", label: "operations",
                answered: 21, total: 8_450, age: 410),
            try hook(.bluebird, "https://bluebird.example/webhook-test", events: "open", label: "", age: 0.3),
        ]
    }

    /// - Parameter answered: days since it last answered, nil where it never did.
    private func hook(
        _ customer: SampleScene.Customer, _ url: String, events: String, label: String,
        storesLog: Bool = false,
        answered: Double? = nil, total: Int = 0, age: Double
    ) throws -> ColumnValues {
        [
            ("account", scene.id(customer)), ("webhook_id", scene.digits(url)), ("url", url),
            ("events", events), ("description", label), ("stores_log", storesLog),
            ("key_sealed", try scene.vault.seal(Secret(scene.token(url + "#")), for: .hookKey)),
            ("last_success_at", answered.map { scene.workday($0, url) }), ("total_events", total),
            // Nobody is there to be told.
            ("is_active", false), ("created_at", scene.workday(age, label)),
        ]
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
