import ServiceCore
import Testing

@Suite struct SendCleanCallsTests {
    /// The calls as `Providers/SendClean/WIRE.md` §4 to §9 name them.
    private static let specified: Set<String> = [
        "POST settings/addSmtp", "POST settings/editSmtp", "POST settings/resetSmtpPassword",
        "POST settings/listSmtp", "POST settings/addTrackingDomain", "POST settings/checkTrackingDomain",
        "POST settings/listTrackingDomain", "POST settings/deleteTrackingDomain",
        "POST settings/addSendingDomain", "POST settings/checkSendingDomain",
        "POST settings/verifySendingDomain", "POST settings/listSendingDomain",
        "POST settings/deleteSendingDomain", "POST settings/addWebhook", "POST settings/editWebhook",
        "POST settings/keyResetWebhook", "POST settings/listWebhook", "POST settings/getWebhookInfo",
        "POST settings/deleteWebhook", "POST messages/sendMail", "POST messages/sendTemplate",
        "GET messages/sendTemplateHTTPGet", "POST messages/sendRaw", "POST messages/getMessageInfo",
        "POST account/viewUserDetail",
    ]

    private static let writing = SendCleanCalls.all.filter { !SendCleanCalls.reads.contains($0.call) }

    @Test func `every call of the specification is in the table, and no other`() {
        #expect(Set(SendCleanCalls.all.map(\.call)) == Self.specified)
        #expect(SendCleanCalls.all.count == Self.specified.count)
        #expect(Self.writing.count == 16)
    }

    @Test(arguments: SendCleanCalls.all)
    func `each operation makes its call, besides which it only reads`(call: PlatformCall) async throws {
        let sendClean = try await SendCleanServer()
        try await call.run(sendClean.connection)
        let made = sendClean.calls
        #expect(made.contains(call.call))
        let writes = made.filter { !SendCleanCalls.reads.contains($0) }
        #expect(writes == (SendCleanCalls.reads.contains(call.call) ? [] : [call.call]))
    }

    @Test(arguments: writing)
    func `no writing call can be reached through a read-only connection`(call: PlatformCall) async throws {
        let sendClean = try await SendCleanServer()
        await #expect(throws: HostedDriver.NotOffered.self) {
            try await call.run(sendClean.connection.readOnly())
        }
        #expect(sendClean.calls.allSatisfy(SendCleanCalls.reads.contains))
    }

    @Test func `what the platform cannot be asked for is absent`() async throws {
        let connection = try await SendCleanServer().connection
        #expect(connection.trace == nil)
        #expect(connection.campaigns == nil)
        #expect(connection.resources[.smtpUser]?.operations.delete == nil)
        #expect(connection.resources[.account]?.operations.update == nil)
        #expect(connection.resources[.contact] == nil && connection.resources[.template] == nil)
        #expect(connection.badge == "PROD" && connection.freshness == .polled(every: .seconds(5)))
    }

    @Test func `a connection is checked by one call and told by its owner`() async throws {
        let sendClean = try await SendCleanServer()
        #expect(try await sendClean.connection.check?() == "ana@shop.example, reputation 50 %")
        #expect(sendClean.calls == ["POST account/viewUserDetail"])
        #expect(
            try sendClean.body(of: "account/viewUserDetail") == #"{"owner_id":"7007","token":"t0k3n"}"#)
    }
}
