import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanSMTPUsersTests {
    func users(_ items: String) -> ScriptedAnswer {
        .json(#"{"status": "success", "smtp_list": [\#(items)]}"#)
    }

    /// `Providers/SendClean/WIRE.md` §4: the example has `password`, the table `smtp_password`, limits may be digit strings.
    @Test(arguments: [
        #"{"smtp_user_name": "smtp70021", "password": "k3", "status": "Disable", "total_limit": "500", "hourly_limit": 200}"#,
        #"{"smtp_user_name": "smtp70021", "smtp_password": "k3", "status": "disable", "total_limit": 500, "hourly_limit": "200", "more": null}"#,
    ])
    func `a user is read in every form that is documented`(item: String) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listSmtp", users(item))
        let row = try await sendClean.board.row(.smtpUser, "smtp70021")
        let user = try #require(row.resource as? SMTPUser)
        #expect(user.password == Secret("k3") && user.isEnabled == false)
        #expect(user.totalLimit == 500 && user.hourlyLimit == 200)
        #expect(user.account == "ana@shop.example")
        #expect(row["used"] == .none && row["used_this_hour"] == .none)
    }

    @Test(arguments: [
        ("\"Enable\"", true, "enabled"), ("\"Suspended\"", nil, "Suspended"), ("1", true, "enabled"),
        ("null", nil, ""), ("\" \"", nil, ""), ("\"Disable\"", false, "disabled"),
    ])
    func `a status that is not documented is shown as it stands, and none as unknown`(
        word: String, isEnabled: Bool?, state: String
    ) async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listSmtp", users(#"{"smtp_user_name": "a", "status": \#(word)}"#))
        let row = try await sendClean.board.row(.smtpUser, "a")
        #expect((row.resource as? SMTPUser)?.isEnabled == isEnabled)
        #expect(row["state"].plainText == state)
        #expect(row["hourly_limit"] == .none)
    }

    @Test func `the owner is asked once, and rows stay where that fails`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "account/viewUserDetail", .status(500),
            .json(SendCleanFixtures.answers["account/viewUserDetail"] ?? ""))
        #expect(try await sendClean.board.rows(.smtpUser).map { $0["account"] } == [.text("")])
        #expect(
            try await sendClean.board.rows(.smtpUser).map { $0["account"] } == [.text("ana@shop.example")])
        _ = try await sendClean.board.rows(.smtpUser)
        #expect(sendClean.calls.count { $0 == "POST account/viewUserDetail" } == 2)
    }

    @Test func `a new user is told by the name and password that the platform gave`() async throws {
        let sendClean = try await SendCleanServer()
        let outcome = try await sendClean.board.create(
            .smtpUser, ["hourly_limit": "200", "total_limit": "500"])
        #expect(
            try sendClean.body(of: "settings/addSmtp")
                == #"{"hourly_limit":200,"owner_id":"7007","token":"t0k3n","total_limit":500}"#)
        #expect(outcome.message == "smtp70022 created")
        #expect(outcome.rows.map(\.name) == ["smtp70022"])
        #expect(outcome.revealed == [.init("Password", Secret("n3w"), of: "smtp70022")])
        #expect(outcome.reversal == nil)
    }

    @Test(arguments: [
        ("hourly_limit", "0"), ("total_limit", "-1"), ("hourly_limit", ""), ("total_limit", "1.5"),
    ])
    func `a wrong limit is refused on its line before anything is sent`(
        field: FieldID, value: String
    ) async throws {
        let sendClean = try await SendCleanServer()
        let values = ["hourly_limit": "200", "total_limit": "500"].merging([field: value]) { $1 }
        let error = try await sendClean.board.failure { try await sendClean.board.create(.smtpUser, values) }
        #expect(error.code == .invalid && error.field == field)
        #expect(sendClean.calls.isEmpty)
    }

    @Test func `a refused limit marks its line`() async throws {
        let sendClean = try await SendCleanServer()
        let words = SendCleanFixtures.validationError.replacing(
            "domain is required", with: "hourly_limit should be positive digit")
        sendClean.answer("settings/addSmtp", .json(words, status: 400))
        let error = try await sendClean.board.failure {
            try await sendClean.board.create(.smtpUser, ["hourly_limit": "200", "total_limit": "500"])
        }
        #expect(error.field == "hourly_limit")
    }

    @Test func `only the limit that was changed is sent, and undo sends the old one`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.smtpUser, "smtp70021")
        let outcome = try await sendClean.board.edit(row, ["hourly_limit": "300"])
        #expect(
            try sendClean.body(of: "settings/editSmtp")
                == #"{"hourly_limit":300,"owner_id":"7007","smtp_user_name":"smtp70021","token":"t0k3n"}"#)
        #expect(outcome.rows.first?["hourly_limit"] == .integer(300))
        sendClean.answer(
            "settings/listSmtp",
            users(
                #"{"smtp_user_name": "smtp70021", "status": "Enable", "total_limit": 500, "hourly_limit": 300}"#
            ))
        let undone = try await outcome.reversal?.undo()
        #expect(undone?.message == "undone: edit smtp70021")
        #expect(
            try sendClean.body(of: "settings/editSmtp")
                == #"{"hourly_limit":200,"owner_id":"7007","smtp_user_name":"smtp70021","token":"t0k3n"}"#)
    }

    @Test func `an edit of what somebody else has changed is a conflict`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.smtpUser, "smtp70021")
        sendClean.answer(
            "settings/listSmtp",
            users(
                #"{"smtp_user_name": "smtp70021", "status": "Enable", "total_limit": 9, "hourly_limit": 9}"#))
        let error = try await sendClean.board.failure {
            try await sendClean.board.edit(row, ["hourly_limit": "300"])
        }
        #expect(error.code == .conflict)
        #expect(!sendClean.calls.contains("POST settings/editSmtp"))
    }

    @Test func `a new password is shown once, after the name was typed`() async throws {
        let sendClean = try await SendCleanServer()
        let row = try await sendClean.board.row(.smtpUser, "smtp70021")
        let action = sendClean.connection.resources[.smtpUser]?.action("reset-password")
        #expect(action?.confirmation(row) == .name("smtp70021"))
        let outcome = try await sendClean.board.act("reset-password", .smtpUser, "smtp70021")
        #expect(outcome.revealed == [.init("Password", Secret("r3s3t"), of: "smtp70021")])
        #expect(outcome.reversal == nil)
        #expect(
            try sendClean.body(of: "settings/resetSmtpPassword")
                == #"{"owner_id":"7007","smtp_user_name":"smtp70021","token":"t0k3n"}"#)
    }

    @Test func `a user that is gone is not found, and nothing is sent`() async throws {
        let sendClean = try await SendCleanServer()
        let error = try await sendClean.board.failure {
            try await sendClean.board.act("disable", .smtpUser, "smtp9")
        }
        #expect(error.code == .notFound && error.message.contains("“smtp9”"))
        #expect(sendClean.calls.filter { !SendCleanCalls.reads.contains($0) }.isEmpty)
    }
}
