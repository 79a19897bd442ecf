import ServiceCore
import TestSupport
import Testing

/// A write whose answer was lost is looked for before anybody is told to repeat it.
@Suite struct SendCleanLostAnswerTests {
    /// Loses the answer to a call, before and after which another is answered so.
    private func lost(
        _ call: String, _ list: String, before: String? = nil, after: String? = nil,
        _ run: (HostedDriver) async throws -> EditOutcome
    ) async throws -> (outcome: EditOutcome?, error: ServiceError?) {
        let sendClean = try await SendCleanServer()
        let known = SendCleanFixtures.answers["settings/\(list)"] ?? ""
        sendClean.answer("settings/\(list)", .json(before ?? known), .json(after ?? known))
        sendClean.answer("settings/\(call)", .dropped)
        defer { #expect(sendClean.calls.count { $0.hasSuffix(call) } == 1) }
        do {
            return (try await run(sendClean.board), nil)
        } catch {
            return (nil, error as? ServiceError)
        }
    }

    private func expectNotShown(_ error: ServiceError?, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(error?.code == .outcomeUnknown, sourceLocation: sourceLocation)
        #expect(
            error?.hint?.hasPrefix("SendClean was asked again at once and does not show it") == true,
            sourceLocation: sourceLocation)
        #expect(error?.lost != nil, sourceLocation: sourceLocation)
    }

    private static let noDomains = #"{"status": "success", "tracking_domain_list": []}"#

    @Test func `a domain that is there now and was not before was added`() async throws {
        let (outcome, _) = try await lost("addTrackingDomain", "listTrackingDomain", before: Self.noDomains) {
            try await $0.create(.trackingDomain, ["domain": "Track.shop.example"])
        }
        #expect(outcome?.message == "track.shop.example created" && outcome?.reversal != nil)
    }

    @Test func `a domain that was there before is not taken for ours`() async throws {
        let (_, error) = try await lost("addTrackingDomain", "listTrackingDomain") {
            try await $0.create(.trackingDomain, ["domain": "Track.shop.example"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint == "SendClean lists track.shop.example, which may have been there before.")
    }

    @Test func `a domain that is not there may still come`() async throws {
        let (_, error) = try await lost("addSendingDomain", "listSendingDomain") {
            try await $0.create(.sendingDomain, ["domain": "new.example"])
        }
        expectNotShown(error)
    }

    @Test func `a row that is gone was deleted`() async throws {
        let (outcome, _) = try await lost("deleteTrackingDomain", "listTrackingDomain", after: Self.noDomains)
        {
            try await $0.delete(.trackingDomain, "track.shop.example")
        }
        #expect(outcome?.message == "track.shop.example deleted")
        let (_, error) = try await lost("deleteTrackingDomain", "listTrackingDomain") {
            try await $0.delete(.trackingDomain, "track.shop.example")
        }
        expectNotShown(error)
    }

    private static func users(_ names: [String], status: String = "Enable", password: String = "k3..")
        -> String
    {
        let users = names.map {
            #"{"smtp_user_name": "\#($0)", "smtp_password": "\#(password)", "status": "\#(status)", "total_limit": 500, "hourly_limit": 200}"#
        }
        return #"{"status": "success", "smtp_list": [\#(users.joined(separator: ","))]}"#
    }

    @Test func `the one new user with these limits was made, and its password is shown`() async throws {
        let (outcome, _) = try await lost(
            "addSmtp", "listSmtp", after: Self.users(["smtp70021", "smtp70022"])
        ) {
            try await $0.create(.smtpUser, ["hourly_limit": "200", "total_limit": "500"])
        }
        #expect(outcome?.message == "smtp70022 created")
        #expect(outcome?.revealed.first?.secret.matches("k3..") == true)
    }

    @Test func `of two new users nobody knows which was made`() async throws {
        let three = Self.users(["smtp70021", "smtp70022", "smtp70023"])
        let (_, error) = try await lost("addSmtp", "listSmtp", after: three) {
            try await $0.create(.smtpUser, ["hourly_limit": "200", "total_limit": "500"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(
            error?.hint
                == "With these limits SendClean lists smtp70022, smtp70023; look before you repeat it.")
    }

    @Test func `an edit that is listed was made, and can be taken back`() async throws {
        let (outcome, _) = try await lost(
            "editSmtp", "listSmtp", after: Self.users(["smtp70021"], status: "Disable")
        ) {
            try await $0.act("disable", .smtpUser, "smtp70021")
        }
        #expect(outcome?.message == "smtp70021 disabled" && outcome?.reversal != nil)
        let (_, error) = try await lost("editSmtp", "listSmtp") {
            try await $0.act("disable", .smtpUser, "smtp70021")
        }
        expectNotShown(error)
        #expect(error?.lost?.wished.first?["state"].plainText == "disabled")
    }

    @Test func `a password that is another now was reset, and is shown`() async throws {
        let (outcome, _) = try await lost(
            "resetSmtpPassword", "listSmtp", after: Self.users(["smtp70021"], password: "r3s3t")
        ) {
            try await $0.act("reset-password", .smtpUser, "smtp70021")
        }
        #expect(outcome?.revealed.first?.secret.matches("r3s3t") == true)
        let (_, error) = try await lost("resetSmtpPassword", "listSmtp") {
            try await $0.act("reset-password", .smtpUser, "smtp70021")
        }
        expectNotShown(error)
    }

    @Test func `a key that is another now was reset, and is shown`() async throws {
        let list = SendCleanFixtures.answers["settings/listWebhook"] ?? ""
        let (outcome, _) = try await lost(
            "keyResetWebhook", "listWebhook", after: list.replacing("k3y", with: "PLANTED")
        ) {
            try await $0.act("reset-key", .webhook, "143678280012345678901")
        }
        #expect(outcome?.revealed.first?.secret.matches("PLANTED") == true)
        #expect(outcome?.message.contains("PLANTED") == false)
    }

    @Test(arguments: [nil, "m-1"])
    func `a message is asked for by its own id, and is ours where we made it up`(given: String?) async throws
    {
        let sendClean = try await SendCleanServer()
        sendClean.answer("messages/sendMail", .dropped)
        var values = ["smtp_user": "smtp70021", "to": "kim@example.test", "text": "Hello"]
        values["unique_id"] = given
        var outcome: EditOutcome?
        var error: ServiceError?
        do { outcome = try await sendClean.board.send(values) } catch let lost as ServiceError {
            error = lost
        }
        #expect((outcome != nil) == (given == nil))
        #expect(outcome.map { $0.sending?.names["unique_id"] != nil } ?? true)
        if given != nil {
            #expect(error?.code == .outcomeUnknown)
            #expect(error?.hint == "SendClean has it, or an earlier one; :message m-1 shows it.")
        }
        #expect(sendClean.calls.count { $0.hasSuffix("sendMail") } == 1)
    }

    @Test func `where looking fails too the first hint stays`() async throws {
        let (_, error) = try await lost(
            "addTrackingDomain", "listTrackingDomain", before: Self.noDomains, after: "nonsense"
        ) {
            try await $0.create(.trackingDomain, ["domain": "a.example"])
        }
        #expect(error?.hint == "Refresh and look at the platform before you repeat it.")
        #expect(error?.lost != nil)
    }
}
