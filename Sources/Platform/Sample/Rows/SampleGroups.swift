import ServiceCore
import Store

/// Groups with their members, and saved filters.
///
/// Must run while the triggers are taken down: what they keep is computed for all rows at the end of the load. Groups that
/// the past launches to are of a size that an engine gets through in a moment.
struct SampleGroups {
    let scene: SampleScene

    func insert(in db: WriteTransaction) throws {
        try insert(.acme, "newsletter", about: "everybody who signed up in the shop", age: 860, in: db)
        try insert(
            .acme, "customers", about: "bought within two years", members: "numid % 3 = 1", limit: 1_200,
            age: 700, in: db)
        try insert(
            .acme, "lapsed", about: "nothing bought for a year", members: "numid % 2 = 0", limit: 5_000,
            age: 330, in: db)
        try insert(
            .acme, "vip", about: "gold and platinum members", members: "numid % 29 = 7", limit: 400, age: 610,
            in: db)
        try insert(
            .acme, "staff", about: "sees everything first", members: "numid % 977 = 3", limit: 12, age: 880,
            in: db)
        try insert(
            .acme, "text club", about: "agreed to text messages",
            members: "phone IS NOT NULL AND numid % 4 = 1", limit: 900, age: 240, in: db)
        try insert(
            .bluebird, "lesere", about: "nyhetsbrev", members: "numid % 5 < 3", limit: 900, age: 780, in: db)
        try insert(
            .bluebird, "barnebøker", about: "foreldre og lærere", members: "numid % 5 = 4", limit: 800,
            age: 300, in: db)
        try insert(
            .bluebird, "sms-klubb", about: "tekstmeldinger", members: "phone IS NOT NULL AND numid % 5 = 2",
            limit: 260, age: 60, in: db)
        try insert(
            .citrus, "ταξιδιώτες", about: "ταξίδεψαν μαζί μας", members: "numid % 4 < 3", limit: 800,
            age: 690, in: db)
        try insert(
            .citrus, "frequent flyers", about: "", members: "numid % 17 = 4", limit: 120, age: 200, in: db)
        try insert(
            .citrus, "text alerts", about: "gate changes and delays",
            members: "phone IS NOT NULL AND numid % 2 = 0", limit: 320, age: 200, in: db)
        try insert(
            .delta, "المرضى", about: "patients", members: "numid % 10 < 7", limit: 600, age: 590, in: db)
        try insert(.ember, "受講者", about: "students", members: "numid % 2 = 1", limit: 500, age: 500, in: db)
        try insert(.ember, "空のグループ", about: "", members: "1 = 0", age: 480, in: db)
        for (customer, name, query) in Self.filters {
            try db.insert(
                into: "saved_filter",
                [
                    ("account", scene.id(customer)), ("name", name), ("query", query),
                    ("created_at", scene.workday(150, name)),
                ])
        }
    }

    /// - Parameters:
    ///   - members: which of the customer's contacts belong to it, in SQL about one row.
    ///   - limit: however many contacts are made, groups stay of a size that a launch gets through in a minute.
    ///   - age: days since it was made.
    private func insert(
        _ customer: SampleScene.Customer, _ name: String, about: String, members: String = "1 = 1",
        limit: Int = 12_000, age: Double, in db: WriteTransaction
    ) throws {
        let id = try db.insert(
            into: "grp",
            [
                ("account", scene.id(customer)), ("name", name), ("description", about),
                ("created_at", scene.workday(age, name)),
            ])
        try db.execute(
            """
            INSERT INTO grp_member (grp, contact) SELECT \(id), id FROM contact
            WHERE account = \(scene.id(customer)) AND \(sql: members) ORDER BY numid
            LIMIT \(limit)
            """)
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
