import ServiceCore
import Store

/// SMTP users: free, limited, limited this hour, used up and disabled ones.
struct SampleUsers {
    let scene: SampleScene

    func insert(in db: WriteTransaction) throws {
        try insert(.acme, 70_001, hourly: 0, total: 0, used: 148_902, age: 880, in: db)
        try insert(
            .acme, 70_002, hourly: 50_000, total: 5_000_000, usedThisHour: 212, used: 31_077, age: 600, in: db
        )
        try insert(
            .acme, 70_003, hourly: 500, total: 100_000, usedThisHour: 500, used: 41_250, age: 410, in: db)
        try insert(.acme, 70_004, hourly: 1_000, total: 10_000, used: 10_000, age: 300, in: db)
        try insert(
            .acme, 70_005, isEnabled: false, hourly: 5_000, total: 200_000, used: 97_431, age: 820, in: db)
        try insert(.bluebird, 70_006, hourly: 20_000, total: 1_000_000, used: 40_112, age: 790, in: db)
        try insert(.bluebird, 70_007, isEnabled: false, hourly: 200, total: 2_000, used: 0, age: 12, in: db)
        try insert(
            .citrus, 70_008, hourly: 10_000, total: 400_000, usedThisHour: 61, used: 219_870, age: 700, in: db
        )
        try insert(.delta, 70_009, hourly: 200, total: 5_000, usedThisHour: 12, used: 12, age: 600, in: db)
        try insert(
            .ember, 70_010, isEnabled: false, hourly: 2_000, total: 20_000, used: 9_310, age: 520, in: db)
        try insert(
            .sendboard, 70_011, hourly: 1_000, total: 1_000_000, usedThisHour: 4, used: 2_644, age: 450,
            in: db)
    }

    /// - Parameters:
    ///   - hourly: 0 for no limit; the same of `total`.
    ///   - age: days since it was made.
    private func insert(
        _ customer: SampleScene.Customer, _ number: Int, isEnabled: Bool = true, hourly: Int, total: Int,
        usedThisHour: Int = 0, used: Int, age: Double, in db: WriteTransaction
    ) throws {
        let (name, hour) = ("smtp\(number)", scene.now / SampleScene.hour)
        let id = try db.insert(
            into: "smtp_user",
            [
                ("account", scene.id(customer)), ("name", name),
                ("password_sealed", try scene.vault.seal(Secret(scene.token(name)), for: .smtpPassword)),
                ("status", isEnabled ? "enabled" : "disabled"), ("hourly_limit", hourly),
                ("total_limit", total), ("used_total", used), ("highest_hour", hour),
                ("created_at", scene.workday(age, name)),
            ])
        guard usedThisHour > 0 else { return }
        try db.execute(
            """
            INSERT INTO smtp_user_hour (smtp_user, hour, used) VALUES (\(id), \(hour), \(usedThisHour))
            """)
    }
}
