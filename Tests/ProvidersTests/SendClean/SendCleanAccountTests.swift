import ServiceCore
import TestSupport
import Testing

@Suite struct SendCleanAccountTests {
    /// `Providers/SendClean/WIRE.md` §9: one description of the API calls the member `user_details`.
    @Test(arguments: ["user_data", "user_details"])
    func `the owner is one row with all that is told`(member: String) async throws {
        let sendClean = try await SendCleanServer()
        let detail = SendCleanFixtures.answers["account/viewUserDetail"] ?? ""
        sendClean.answer("account/viewUserDetail", .json(detail.replacing("user_data", with: member)))
        let rows = try await sendClean.board.rows(.account)
        let account = try #require(rows.first?.resource as? Account)
        #expect(rows.count == 1)
        #expect(account.username == "ana@shop.example" && account.contactName == "Ana")
        #expect(account.phone == "919800000000")
        #expect(account.reputation == 50 && account.allowedSpeed == 600)
        #expect(rows[0]["created"].plainText == "2015-07-13T10:20:00Z")
        #expect(try await sendClean.board.find(.account, "ANA@shop.example")?.id == account.id)
    }

    @Test func `what is left out is left blank`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "account/viewUserDetail",
            .json(#"{"status": "success", "user_data": {"email": "ana@shop.example", "mobile": null}}"#))
        let row = try await sendClean.board.row(.account, "ana@shop.example")
        #expect(row["reputation"] == .none && row["phone"] == .none && row["created"] == .none)
        #expect(try await sendClean.connection.check?() == "ana@shop.example")
    }

    @Test func `an account that does not tell its address leaves the check right`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "account/viewUserDetail", .json(#"{"status": "success", "user_data": {"name": "Ana"}}"#))
        #expect(try await sendClean.connection.check?() == "account not told")
        let row = try #require(try await sendClean.board.rows(.account).first)
        #expect(row.oddity == "email cannot be read" && row["contact_name"].plainText == "Ana")
        sendClean.answer("settings/listSmtp", .status(500))
        await #expect(throws: ServiceError.self) { try await sendClean.connection.check?() }
    }

    @Test func `a reputation beyond all numbers is left out of the check`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer(
            "account/viewUserDetail",
            .json(#"{"status": "success", "user_data": {"email": "ana@shop.example", "reputation": 1e300}}"#))
        #expect(try await sendClean.connection.check?() == "ana@shop.example")
    }
}
