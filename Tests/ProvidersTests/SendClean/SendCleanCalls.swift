import ServiceCore

/// Every call of the specification, with the operation that makes it and where it stands on the board.
enum SendCleanCalls {
    static let all = smtpUsers + trackingDomains + sendingDomains + webhooks + messages + account

    /// The calls that change nothing, which an edit may make besides to look before and after.
    static let reads = all.map(\.call).filter { call in
        ["list", "check", "get", "view"].contains { call.split(separator: "/")[1].hasPrefix($0) }
    }

    private static func call(
        _ call: String, _ operation: String, _ place: String,
        run: @escaping @Sendable (HostedDriver) async throws -> Void
    ) -> PlatformCall {
        PlatformCall(call: call, operation: operation, place: place) {
            try await run(HostedDriver(sendClean: $0))
        }
    }

    /// `Providers/SendClean/WIRE.md` §4
    private static let smtpUsers = [
        call("POST settings/listSmtp", "smtp-user list", "3 SMTP users") { _ = try await $0.rows(.smtpUser) },
        call("POST settings/addSmtp", "smtp-user create", "3 SMTP users n") {
            _ = try await $0.create(.smtpUser, ["hourly_limit": "200", "total_limit": "500"])
        },
        call("POST settings/editSmtp", "smtp-user edit, enable, disable", "3 SMTP users e, b") {
            _ = try await $0.act("disable", .smtpUser, "smtp70021")
        },
        call("POST settings/resetSmtpPassword", "smtp-user reset-password", "3 SMTP users R") {
            _ = try await $0.act("reset-password", .smtpUser, "smtp70021")
        },
    ]

    /// `Providers/SendClean/WIRE.md` §5
    private static let trackingDomains = [
        call("POST settings/listTrackingDomain", "tracking-domain list", "4 Tracking") {
            _ = try await $0.rows(.trackingDomain)
        },
        call("POST settings/addTrackingDomain", "tracking-domain create", "4 Tracking n") {
            _ = try await $0.create(.trackingDomain, ["domain": "new.shop.example"])
        },
        call("POST settings/checkTrackingDomain", "tracking-domain check", "4 Tracking v") {
            _ = try await $0.act("check", .trackingDomain, "track.shop.example")
        },
        call("POST settings/deleteTrackingDomain", "tracking-domain delete", "4 Tracking X") {
            _ = try await $0.delete(.trackingDomain, "track.shop.example")
        },
    ]

    /// `Providers/SendClean/WIRE.md` §6
    private static let sendingDomains = [
        call("POST settings/listSendingDomain", "sending-domain list", ":sending-domains") {
            _ = try await $0.rows(.sendingDomain)
        },
        call("POST settings/addSendingDomain", "sending-domain create", ":sending-domains n") {
            _ = try await $0.create(.sendingDomain, ["domain": "new.example"])
        },
        call("POST settings/checkSendingDomain", "sending-domain check", ":sending-domains v") {
            _ = try await $0.act("check", .sendingDomain, "shop.example")
        },
        call("POST settings/verifySendingDomain", "sending-domain verify", "sending-domain verify NAME") {
            _ = try await $0.act("verify", .sendingDomain, "shop.example", values: ["mailbox": "postmaster"])
        },
        call("POST settings/deleteSendingDomain", "sending-domain delete", ":sending-domains X") {
            _ = try await $0.delete(.sendingDomain, "shop.example")
        },
    ]

    private static let hook = "143678280012345678901"

    /// `Providers/SendClean/WIRE.md` §7
    private static let webhooks = [
        call("POST settings/listWebhook", "webhook list", ":webhooks") { _ = try await $0.rows(.webhook) },
        call("POST settings/getWebhookInfo", "webhook show", ":webhooks Enter") {
            _ = try await $0.find(.webhook, hook)
        },
        call("POST settings/addWebhook", "webhook create", ":webhooks n") {
            _ = try await $0.create(.webhook, ["url": "https://shop.example/new"])
        },
        call("POST settings/editWebhook", "webhook edit", ":webhooks e") {
            _ = try await $0.edit(try await $0.row(.webhook, "https://shop.example/hook"), ["events": ""])
        },
        call("POST settings/keyResetWebhook", "webhook reset-key", ":webhooks R") {
            _ = try await $0.act("reset-key", .webhook, hook)
        },
        call("POST settings/deleteWebhook", "webhook delete", ":webhooks X") {
            _ = try await $0.delete(.webhook, hook)
        },
    ]

    /// `Providers/SendClean/WIRE.md` §8
    private static let messages = [
        call("POST messages/sendMail", "smtp-user send", "3 SMTP users M") {
            _ = try await $0.act(
                "send", .smtpUser, "smtp70021", values: ["to": "kim@example.test", "text": "Hi"])
        },
        call("POST messages/sendTemplate", "smtp-user send by=template", "3 SMTP users M") {
            _ = try await $0.act(
                "send", .smtpUser, "smtp70021",
                values: ["by": "template", "to": "kim@example.test", "template": "11"])
        },
        call("GET messages/sendTemplateHTTPGet", "smtp-user send by=template by GET", "3 SMTP users M") {
            _ = try await $0.act(
                "send", .smtpUser, "smtp70021",
                values: ["by": "template by GET", "to": "kim@example.test", "template": "11"])
        },
        call("POST messages/sendRaw", "smtp-user send by=raw", "3 SMTP users M") {
            _ = try await $0.act(
                "send", .smtpUser, "smtp70021", values: ["by": "raw", "raw": "Subject: Hi\n\nHi"])
        },
        call("POST messages/getMessageInfo", "event show", ":message ID, 8 Activity /batch:ID") {
            _ = try await $0.find(.event, "m-1")
        },
    ]

    /// `Providers/SendClean/WIRE.md` §9
    private static let account = [
        call("POST account/viewUserDetail", "account list, connection check", "1 Accounts") {
            _ = try await $0.rows(.account)
        }
    ]
}
