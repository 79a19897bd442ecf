import Foundation
import Platform
import PlatformServer
import Providers
import ServiceCore
import Testing

/// The embedded platform served over loopback, and a connection to it by one of the wire APIs.
final class ServedPlatform: Sendable {
    let connection: Connection
    /// The platform itself, on which what the connection did must be seen.
    let platform: EmbeddedPlatform
    private let running: Task<Void, any Error>
    private let folder: URL

    /// - Parameter kind: the wire API, as the registry of clients names it.
    init(_ kind: String) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
        platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: folder.path, who: "test", dnsServer: "127.0.0.1:9"))
        let password = Secret("pass word 1")
        let account = try await platform.addAccount(
            email: "ops@shop.example", company: "Shop", phone: "+1 603 555 0100", password: password,
            smsCredits: 100, isAdmin: true)
        try await Self.fill(platform.connection)
        let (addresses, told) = AsyncStream<ListenAddress>.makeStream()
        let server = PlatformServer(platform, ServerOptions(address: ListenAddress(port: 0)))
        running = Task {
            defer { told.finish() }
            try await server.run { told.yield($0) }
        }
        let address = try #require(await addresses.first { _ in true })
        connection = try Self.connect(kind, address.url, account, password)
    }

    deinit {
        running.cancel()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func connect(
        _ kind: String, _ url: String, _ account: NewAccount, _ password: Secret
    ) throws -> Connection {
        let description = try #require(PlatformRegistry[kind])
        let credentials = Credentials([
            "api-key": account.apiKey, "token": account.apiKey, "owner-id": Secret(account.ownerID),
            "email": Secret(account.username), "password": password,
        ])
        return try description.connect(
            ConnectionSettings(
                id: ConnectionID(kind), baseURL: url + (kind == "sendclean" ? "/v1.0" : ""),
                credentials: credentials))
    }

    /// At least one row of each kind that some wire API lists.
    private static func fill(_ connection: Connection) async throws {
        let rows: [(ResourceKind, [String: String])] = [
            (.sender, ["address": "news@shop.example"]), (.sender, ["address": "care@shop.example"]),
            (.smtpUser, ["hourly_limit": "50", "total_limit": "500"]),
            (.trackingDomain, ["domain": "click.shop.example"]), (.sendingDomain, ["domain": "shop.example"]),
            (.group, ["name": "clients"]), (.variable, ["name": "brand", "value": "Shop"]),
            (.suppression, ["address": "never@mail.example"]),
            (.contact, ["email": "ana@mail.example", "groups": "clients"]),
            (
                .campaign,
                [
                    "title": "Orders", "type": "api", "subject": "Your order", "sender": "news@shop.example",
                    "text": "Hello", "audience": "all contacts",
                ]
            ),
            (
                .campaign,
                [
                    "title": "Today", "channel": "sms", "type": "sms-plain", "sender": "Shop",
                    "text": "Hello",
                    "audience": "+12065550100",
                ]
            ),
        ]
        for (kind, values) in rows {
            let create = try #require(connection.resources[kind]?.operations.create)
            _ = try await create.submit(
                nil, FormValues(values.merging(["account": "ops@shop.example"]) { $1 }))
        }
    }
}
