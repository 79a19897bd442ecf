import ServiceCore
import TestSupport
import Testing

/// A write whose answer was lost is looked for before anybody is told to repeat it.
@Suite struct SendCleanLostAnswerTests {
    private func lost(
        _ call: String, _ sendClean: SendCleanServer, _ run: (SendCleanBoard) async throws -> EditOutcome
    ) async throws -> String {
        sendClean.answer(call, .dropped)
        let error = try await sendClean.board.failure { try await run(sendClean.board) }
        #expect(error.code == .outcomeUnknown)
        #expect(sendClean.calls.count { $0.hasSuffix(call) } == 1)
        return error.hint ?? ""
    }

    @Test func `a domain that is there now is said to be there`() async throws {
        let hint = try await lost("settings/addTrackingDomain", try await SendCleanServer()) {
            try await $0.create(.trackingDomain, ["domain": "Track.shop.example"])
        }
        #expect(hint == "SendClean lists track.shop.example now.")
    }

    @Test func `a domain that is not there is said not to be there`() async throws {
        let hint = try await lost("settings/addSendingDomain", try await SendCleanServer()) {
            try await $0.create(.sendingDomain, ["domain": "new.example"])
        }
        #expect(hint == "SendClean does not list new.example now; look again before you repeat it.")
    }

    @Test func `a deletion says whether the row is still listed`() async throws {
        let hint = try await lost("settings/deleteTrackingDomain", try await SendCleanServer()) {
            try await $0.delete(.trackingDomain, "track.shop.example")
        }
        #expect(hint == "SendClean lists track.shop.example now; look again before you repeat it.")
    }

    @Test func `a new user is looked for by its limits`() async throws {
        let hint = try await lost("settings/addSmtp", try await SendCleanServer()) {
            try await $0.create(.smtpUser, ["hourly_limit": "200", "total_limit": "500"])
        }
        #expect(hint == "With these limits SendClean lists smtp70021; look before you repeat it.")
    }

    @Test func `an edit says whether the user is as it was`() async throws {
        let hint = try await lost("settings/editSmtp", try await SendCleanServer()) {
            try await $0.act(.smtpUser, "disable", ["smtp70021"])
        }
        #expect(hint == "SendClean still lists smtp70021 as it was; look again before you repeat it.")
    }

    @Test func `a reset says whether the password is still the old one`() async throws {
        let hint = try await lost("settings/resetSmtpPassword", try await SendCleanServer()) {
            try await $0.act(.smtpUser, "reset-password", ["smtp70021"])
        }
        #expect(hint.hasPrefix("SendClean still lists the old password of smtp70021"))
    }

    @Test func `a key reset says that the key is new, and not which`() async throws {
        let sendClean = try await SendCleanServer()
        let list = SendCleanFixtures.answers["settings/listWebhook"] ?? ""
        sendClean.answer(
            "settings/listWebhook", .json(list), .json(list.replacing("k3y", with: "PLANTED")))
        let hint = try await lost("settings/keyResetWebhook", sendClean) {
            try await $0.act(.webhook, "reset-key", ["143678280012345678901"])
        }
        #expect(hint == "SendClean lists a new key of https://shop.example/hook; x in its detail shows it.")
    }

    @Test func `a message is asked for by its own id`() async throws {
        let hint = try await lost("messages/sendMail", try await SendCleanServer()) {
            try await $0.send([
                "smtp_user": "smtp70021", "to": "kim@example.test", "text": "Hello", "unique_id": "m-1",
            ])
        }
        #expect(hint == "SendClean has it; :message m-1 shows what becomes of it.")
    }

    @Test func `where looking fails too the first hint stays`() async throws {
        let sendClean = try await SendCleanServer()
        sendClean.answer("settings/listTrackingDomain", .status(500))
        let hint = try await lost("settings/addTrackingDomain", sendClean) {
            try await $0.create(.trackingDomain, ["domain": "a.example"])
        }
        #expect(hint == "Refresh and look at the platform before you repeat it.")
    }
}
