import ServiceCore
import Store

/// Groups with their members, and saved filters.
///
/// Must run while the triggers are taken down: what they keep is computed for all rows at the end of the load. Groups that
/// the past launches to are of a size that an engine gets through in a moment.
struct SampleGroups {
    let scene: SampleScene

    /// Which of a customer's contacts belong to a group, in SQL about one row.
    private struct Group {
        let customer: SampleScene.Customer
        let name, about: String
        var members = "1 = 1"
        /// However many contacts are made, groups stay of a size that a launch gets through in a minute.
        var limit = 12_000
        let age: Double
    }

    private static let list = [
        Group(customer: .acme, name: "newsletter", about: "everybody who signed up in the shop", age: 860),
        Group(
            customer: .acme, name: "customers", about: "bought within two years", members: "numid % 3 = 1",
            limit: 1_200, age: 700),
        Group(
            customer: .acme, name: "lapsed", about: "nothing bought for a year", members: "numid % 2 = 0",
            limit: 5_000, age: 330),
        Group(
            customer: .acme, name: "vip", about: "gold and platinum members", members: "numid % 29 = 7",
            limit: 400,
            age: 610),
        Group(
            customer: .acme, name: "staff", about: "sees everything first", members: "numid % 977 = 3",
            limit: 12,
            age: 880),
        Group(
            customer: .acme, name: "text club", about: "agreed to text messages",
            members: "phone IS NOT NULL AND numid % 4 = 1", limit: 900, age: 240),
        Group(
            customer: .bluebird, name: "lesere", about: "nyhetsbrev", members: "numid % 5 < 3", limit: 900,
            age: 780),
        Group(
            customer: .bluebird, name: "barnebøker", about: "foreldre og lærere", members: "numid % 5 = 4",
            limit: 800, age: 300),
        Group(
            customer: .bluebird, name: "sms-klubb", about: "tekstmeldinger",
            members: "phone IS NOT NULL AND numid % 5 = 2", limit: 260, age: 60),
        Group(
            customer: .citrus, name: "ταξιδιώτες", about: "ταξίδεψαν μαζί μας", members: "numid % 4 < 3",
            limit: 800, age: 690),
        Group(
            customer: .citrus, name: "frequent flyers", about: "", members: "numid % 17 = 4", limit: 120,
            age: 200),
        Group(
            customer: .citrus, name: "text alerts", about: "gate changes and delays",
            members: "phone IS NOT NULL AND numid % 2 = 0", limit: 320, age: 200),
        Group(
            customer: .delta, name: "المرضى", about: "patients", members: "numid % 10 < 7", limit: 600,
            age: 590),
        Group(
            customer: .ember, name: "受講者", about: "students", members: "numid % 2 = 1", limit: 500, age: 500),
        Group(customer: .ember, name: "空のグループ", about: "", members: "1 = 0", age: 480),
    ]

    func insert(in db: WriteTransaction) throws {
        for group in Self.list {
            let id = try db.insert(
                into: "grp",
                [
                    ("account", scene.id(group.customer)), ("name", group.name), ("description", group.about),
                    ("created_at", scene.workday(group.age, group.name)),
                ])
            try db.execute(
                """
                INSERT INTO grp_member (grp, contact) SELECT \(id), id FROM contact
                WHERE account = \(scene.id(group.customer)) AND \(sql: group.members) ORDER BY numid
                LIMIT \(group.limit)
                """)
        }
        for (customer, name, query) in Self.filters {
            _ = try db.insert(
                into: "saved_filter",
                [
                    ("account", scene.id(customer)), ("name", name), ("query", query),
                    ("created_at", scene.workday(150, name)),
                ])
        }
    }

    private static let filters: [(SampleScene.Customer, name: String, query: String)] = [
        (.acme, "gold plan", "fields:gold"),
        (.acme, "bounced once", "hard_bounces:>0 -state:invalid"),
        (.acme, "in their thirties", "age:>=30 age:<40"),
        (.acme, "not whitelisted, no hard bounce", "-whitelisted:yes hard_bounces:0"),
        (.acme, "Lyon without VIPs", "fields:Lyon -groups:vip"),
        (.bluebird, "med mobil", "phone:+1555"),
        (.bluebird, "Øvergård", "overgard"),
        (.citrus, "over 60", "age:>60 state:active"),
        (.delta, "changed since they came", "operation:Modificacion"),
        (.ember, "山田さん", "last_name:ヤマダ"),
    ]
}
