import ServiceCore
import TestSupport
import Testing

/// Every call of `Providers/SMSDrop/WIRE.md`, by the operation that makes it.
enum SMSDropCalls {
    static let reading = [
        PlatformCall(
            call: "POST /api/auth/login", operation: "any", place: "before the first call",
            run: { _ = try await $0.check?() }),
        PlatformCall(
            call: "GET /api/users/me", operation: "check", place: "sendboard connection check",
            run: { _ = try await $0.check?() }),
        PlatformCall(
            call: "GET /api/subscriptions/", operation: "account list", place: "1 Accounts",
            run: { _ = try await $0.resources[.account]?.operations.list?.page(ListRequest()) }),
        PlatformCall(
            call: "GET /api/campaigns/", operation: "campaign list", place: "6 Campaigns",
            run: { _ = try await $0.resources[.campaign]?.operations.list?.page(ListRequest()) }),
        PlatformCall(
            call: "GET /api/campaigns/\(SMSDropFixture.id)", operation: "campaign show",
            place: "6 Campaigns Enter",
            run: { _ = try await $0.resources[.campaign]?.operations.find?(SMSDropFixture.id) }),
        PlatformCall(
            call: "GET /api/campaigns/\(SMSDropFixture.id)", operation: "campaign watch",
            place: "6 Campaigns Enter, while it runs",
            run: { connection in
                for await _ in try #require(connection.campaigns).watch(SMSDropDesk.id) { break }
            }),
    ]

    static let writing = [
        PlatformCall(
            call: "POST /api/campaigns/", operation: "campaign create", place: "6 Campaigns n",
            run: { connection in
                let create = connection.resources[.campaign]?.operations.create
                _ = try await create?.submit(nil, SMSDropDesk.values)
            }),
        PlatformCall(
            call: "POST /api/campaigns/", operation: "message", place: "6 Campaigns M",
            run: { connection in
                let values = FormValues(["sender": "SHOP", "text": "Half price today", "to": "22963588213"])
                _ = try await connection.messages?.send([], values)
            }),
        PlatformCall(
            call: "POST /api/campaigns/", operation: "campaign test", place: "6 Campaigns T",
            run: { connection in
                let test = connection.resources[.campaign]?.action("test")
                _ = try await test?.perform([SMSDropDesk.id], FormValues(["to": "22963588213"]))
            }),
        PlatformCall(
            call: "POST /api/campaigns/retry", operation: "campaign launch", place: "6 Campaigns S",
            run: { _ = try await $0.campaigns?.launch(SMSDropDesk.id, "k1") }),
        PlatformCall(
            call: "POST /api/campaigns/retry", operation: "campaign launch", place: "sendboard campaign",
            run: { connection in
                let launch = connection.resources[.campaign]?.action("launch")
                _ = try await launch?.perform([SMSDropDesk.id], FormValues())
            }),
    ]
}
