import ServiceCore
import Store

/// SMTP users: free, limited, limited this hour, used up and disabled ones.
struct SampleUsers {
    let scene: SampleScene

    private struct User {
        let customer: SampleScene.Customer
        let number: Int
        var isEnabled = true
        /// 0 for none.
        let hourly, total: Int
        var usedThisHour = 0
        let used: Int
        let age: Double
    }

    private static let list = [
        User(customer: .acme, number: 70_001, hourly: 0, total: 0, used: 148_902, age: 880),
        User(
            customer: .acme, number: 70_002, hourly: 50_000, total: 5_000_000, usedThisHour: 212,
            used: 31_077, age: 600),
        User(
            customer: .acme, number: 70_003, hourly: 500, total: 100_000, usedThisHour: 500, used: 41_250,
            age: 410),
        User(customer: .acme, number: 70_004, hourly: 1_000, total: 10_000, used: 10_000, age: 300),
        User(
            customer: .acme, number: 70_005, isEnabled: false, hourly: 5_000, total: 200_000, used: 97_431,
            age: 820),
        User(customer: .bluebird, number: 70_006, hourly: 20_000, total: 1_000_000, used: 40_112, age: 790),
        User(
            customer: .bluebird, number: 70_007, isEnabled: false, hourly: 200, total: 2_000, used: 0, age: 12
        ),
        User(
            customer: .citrus, number: 70_008, hourly: 10_000, total: 400_000, usedThisHour: 61,
            used: 219_870, age: 700),
        User(
            customer: .delta, number: 70_009, hourly: 200, total: 5_000, usedThisHour: 12, used: 12, age: 600),
        User(
            customer: .ember, number: 70_010, isEnabled: false, hourly: 2_000, total: 20_000, used: 9_310,
            age: 520),
        User(
            customer: .sendboard, number: 70_011, hourly: 1_000, total: 1_000_000, usedThisHour: 4,
            used: 2_644, age: 450),
    ]

    func insert(in db: WriteTransaction) throws {
        let hour = scene.now / SampleScene.hour
        for user in Self.list {
            let name = "smtp\(user.number)"
            let id = try db.insert(
                into: "smtp_user",
                [
                    ("account", scene.id(user.customer)), ("name", name),
                    ("password_sealed", try scene.vault.seal(Secret(scene.token(name)), for: .smtpPassword)),
                    ("status", user.isEnabled ? "enabled" : "disabled"), ("hourly_limit", user.hourly),
                    ("total_limit", user.total), ("used_total", user.used), ("highest_hour", hour),
                    ("created_at", scene.workday(user.age, name)),
                ])
            guard user.usedThisHour > 0 else { continue }
            try db.execute(
                """
                INSERT INTO smtp_user_hour (smtp_user, hour, used) VALUES (\(id), \(hour), \(user.usedThisHour))
                """)
        }
    }
}
