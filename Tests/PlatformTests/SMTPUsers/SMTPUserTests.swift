import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct SMTPUserTests {
    let fixture: TemporaryPlatform
    let user: ServiceCore.Row
    let password: Secret

    init() async throws {
        fixture = try await TemporaryPlatform()
        try await fixture.account()
        let outcome = try await fixture.create(.smtpUser, Self.values)
        user = try fixture.require(outcome.rows.first)
        password = try fixture.require(outcome.revealed.first?.secret)
    }

    private static let values = ["account": "ops@shop.example", "hourly_limit": "200", "total_limit": "500"]

    @Test func `the platform names users and tells the password once`() async throws {
        let second = try await fixture.create(.smtpUser, Self.values)
        #expect(user.name == "smtp70001")
        #expect(second.rows.map(\.name) == ["smtp70002"])
        #expect(user["password"] == .secret(password))
        #expect(user["state"].plainText == "enabled")
        #expect(second.revealed.map(\.label) == ["Password of smtp70002"])
    }

    @Test func `a name that is taken already is passed over`() async throws {
        try await fixture.store.write { db in
            try db.execute("UPDATE smtp_user SET name = 'smtp70003'")
            try db.execute(
                """
                INSERT INTO smtp_user (account, name, hourly_limit, total_limit, created_at)
                SELECT account, 'smtp70002', 1, 1, 0 FROM smtp_user
                """)
        }
        #expect(try await fixture.create(.smtpUser, Self.values).rows.map(\.name) == ["smtp70004"])
    }

    @Test func `an edit may switch the user as well, and is undone as one`() async throws {
        let outcome = try await fixture.edit(user, ["hourly_limit": "10", "enabled": "no"])
        #expect(outcome.rows[0]["hourly_limit"] == .integer(10))
        #expect(outcome.rows[0]["state"].plainText == "disabled")
        try await fixture.undo(outcome)
        #expect(try await fixture.find(.smtpUser, "smtp70001") == user)
    }

    @Test(arguments: ["hourly_limit", "total_limit"], ["0", "-5", "1.5", "many"])
    func `limits are whole numbers above nothing`(field: String, value: String) async throws {
        let error = await failure {
            try await fixture.create(.smtpUser, Self.values.merging([field: value]) { $1 })
        }
        let edit = await failure { try await fixture.edit(user, [field: value]) }
        #expect(error?.code == .invalid && error?.field == field)
        #expect(edit?.code == .invalid && edit?.field == field)
    }

    @Test func `limits are edited one by one and undone`() async throws {
        let outcome = try await fixture.edit(user, ["hourly_limit": "10"])
        #expect(outcome.rows[0]["hourly_limit"] == .integer(10))
        #expect(outcome.rows[0]["total_limit"] == .integer(500))
        try await fixture.undo(outcome)
        #expect(try await fixture.find(.smtpUser, "smtp70001") == user)
    }

    @Test func `an empty limit is none, and a user without one is edited as others are`() async throws {
        let free = try await fixture.edit(user, ["hourly_limit": "", "total_limit": ""])
        #expect(free.rows[0]["hourly_limit"] == .none && free.rows[0]["total_limit"] == .none)
        let limited = try await fixture.edit(free.rows[0], ["hourly_limit": "10", "total_limit": ""])
        #expect(limited.rows[0]["hourly_limit"] == .integer(10))
        #expect(limited.rows[0]["total_limit"] == .none)
        let made = try await fixture.create(.smtpUser, ["account": "ops@shop.example", "hourly_limit": "10"])
        #expect(made.rows[0]["hourly_limit"] == .integer(10) && made.rows[0]["total_limit"] == .none)
    }

    @Test func `disabling asks, enabling does not, and both are undone`() async throws {
        let disable = try #require(try fixture.rows(.smtpUser).action("disable"))
        let enable = try #require(try fixture.rows(.smtpUser).action("enable"))
        #expect(disable.confirmation(user) == .yesNo)
        #expect(enable.confirmation(user) == .none)
        #expect(enable.availability(user) == .already("already enabled"))
        let outcome = try await fixture.perform("disable", on: [user])
        #expect(outcome.rows[0]["state"].plainText == "disabled")
        try await fixture.undo(outcome)
        #expect(try await fixture.find(.smtpUser, "smtp70001")["state"].plainText == "enabled")
    }

    @Test func `a password reset asks for the name and cannot be undone`() async throws {
        let action = try #require(try fixture.rows(.smtpUser).action("reset-password"))
        let outcome = try await fixture.perform("reset-password", on: [user])
        let new = try #require(outcome.revealed.first?.secret)
        #expect(action.confirmation(user) == .name("smtp70001"))
        #expect(action.effect == .irreversible)
        #expect(outcome.reversal == nil)
        #expect(new != password)
        #expect(outcome.rows[0]["password"] == .secret(new))
    }

    @Test func `what is used this hour is read from its hour, and an hour does not come back`() async throws {
        let hour = fixture.clock.now.storedTime / 3_600_000
        try await fixture.store.write { db in
            try db.execute(
                """
                INSERT INTO smtp_user_hour (smtp_user, hour, used) VALUES (1, \(hour - 1), 7), (1,
                \(hour), 200);
                UPDATE smtp_user SET highest_hour = \(hour) WHERE id = 1;
                """)
        }
        let now = try await fixture.find(.smtpUser, "smtp70001")
        fixture.clock.advance(by: -3600)
        let clockBack = try await fixture.find(.smtpUser, "smtp70001")
        fixture.clock.advance(by: 7200)
        let next = try await fixture.find(.smtpUser, "smtp70001")
        #expect(now["used_this_hour"] == .integer(200))
        #expect(now["state"].plainText == "limited")
        #expect(clockBack["used_this_hour"] == .integer(200))
        #expect(next["used_this_hour"] == .integer(0))
    }

    @Test func `a user that has sent is not taken back by undoing its creation`() async throws {
        let outcome = try await fixture.create(.smtpUser, Self.values)
        try await fixture.store.write { db in try db.execute("UPDATE smtp_user SET used_total = 1") }
        let error = await failure { try await fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(try await fixture.all(.smtpUser).count == 2)
    }

    @Test func `deleting asks yes or no`() async throws {
        let deletion = try #require(try fixture.operations(.smtpUser).delete)
        let outcome = try await fixture.delete([user])
        #expect(deletion.confirmation(user) == .yesNo)
        #expect(outcome.message == "smtp70001 deleted")
        #expect(try await fixture.all(.smtpUser).isEmpty)
    }
}
