import ServiceCore
import TestSupport
import Testing

/// A SendClean that lacks a call beside the one that a page is about.
@Suite struct SendCleanMissingCallTests {
    @Test(arguments: [404, 405, 501])
    func `a webhook is shown without its details, and rows without their owner`(status: Int) async throws {
        let clean = try await SendCleanServer()
        clean.answer("settings/getWebhookInfo", .html("no such page", status: status))
        clean.answer("account/viewUserDetail", .html("no such page", status: status))
        let listed = try #require(try await clean.board.rows(.webhook).first)
        #expect(try await clean.board.find(.webhook, listed.id.native)?.name == listed.name)
        #expect(try await clean.connection.check?() == "account not told")
    }
}
