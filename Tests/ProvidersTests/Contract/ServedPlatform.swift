import Foundation
import Platform
import PlatformServer
import Providers
import ServiceCore
import TestSupport
import Testing

/// The embedded platform served over loopback, and a connection to it by one of the wire APIs.
final class ServedPlatform: Sendable {
    let connection: Connection
    /// The platform itself, on which what the connection did must be seen.
    let platform: EmbeddedPlatform
    private let running: Task<Void, any Error>
    private let kind: String
    private let address: ListenAddress
    private let account: NewAccount
    private let password: Secret
    private let folder: URL

    /// - Parameter kind: the wire API, as the registry of clients names it.
    init(_ kind: String) async throws {
        self.kind = kind
        folder = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
        var options = PlatformOptions(dataDirectory: folder.path, who: "test", dnsServer: "127.0.0.1:9")
        options.passwordCost = .sample
        platform = try await EmbeddedPlatform.open(options)
        password = Secret("pass word 1")
        account = try await platform.addAccount(
            email: "ops@shop.example", company: "Shop", phone: "+1 603 555 0100", password: password,
            smsCredits: 100, isAdmin: true)
        try await Self.fill(platform.connection)
        let (addresses, told) = AsyncStream<ListenAddress>.makeStream()
        let server = PlatformServer(platform, ServerOptions(address: ListenAddress(port: 0)))
        running = Task {
            defer { told.finish() }
            try await server.run { told.yield($0) }
        }
        address = try #require(await addresses.first { _ in true })
        connection = try Self.connect(kind, address.url, account, key: account.apiKey, password)
    }

    /// Another connection, one that may not write or whose key is wrong.
    func connect(isReadOnly: Bool = false, isWrong: Bool = false) throws -> Connection {
        try Self.connect(
            kind, address.url, account, key: isWrong ? Secret("nobody's key") : account.apiKey,
            isWrong ? Secret("nobody's password") : password, isReadOnly: isReadOnly)
    }

    /// A server that hands everything on to the platform, so that ways can be laid over what it answers.
    func front() async throws -> ScriptedServer {
        let server = try await ScriptedServer()
        server.forward(to: address.port)
        return server
    }

    /// A connection through such a server, as the program makes one.
    func connect(
        through front: ScriptedServer, _ time: TestTime, trail: any AuditTrail
    ) throws -> Connection {
        let settings = Self.settings(
            kind, front.url, account, key: account.apiKey, password, clock: time.transport)
        return try #require(PlatformRegistry[kind]).connect(settings)
            .audited(by: trail, over: settings.inHand, who: "kim@console") { time.date }
    }

    /// Makes rows through the platform's own operations.
    func make(_ kind: ResourceKind, _ values: [[String: String]]) async throws {
        let create = try #require(platform.connection.resources[kind]?.operations.create)
        for values in values {
            _ = try await create.submit(
                nil, FormValues(values.merging(["account": "ops@shop.example"]) { $1 }))
        }
    }

    deinit {
        running.cancel()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func connect(
        _ kind: String, _ url: String, _ account: NewAccount, key: Secret, _ password: Secret,
        isReadOnly: Bool = false
    ) throws -> Connection {
        let settings = settings(kind, url, account, key: key, password, isReadOnly: isReadOnly)
        return try #require(PlatformRegistry[kind]).connect(settings).wrapped()
    }

    private static func settings(
        _ kind: String, _ url: String, _ account: NewAccount, key: Secret, _ password: Secret,
        isReadOnly: Bool = false, clock: TransportClock = .system
    ) -> ConnectionSettings {
        let credentials = Credentials([
            "api-key": key, "token": key, "owner-id": Secret(account.ownerID),
            "email": Secret(account.username), "password": password,
        ])
        return ConnectionSettings(
            id: ConnectionID(kind), isReadOnly: isReadOnly,
            baseURL: url + (kind == "sendclean" ? "/v1.0" : ""),
            credentials: credentials, clock: clock)
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
