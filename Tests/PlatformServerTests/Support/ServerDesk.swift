import Foundation
import ServiceCore
import Synchronization

@testable import Platform
@testable import PlatformServer

/// An embedded platform in a folder of its own, and what dialects need of it.
final class ServerDesk: Sendable {
    let platform: EmbeddedPlatform
    private let folder: URL

    /// - Parameters:
    ///   - dnsServer: one that never answers by default, so that no test asks a real one.
    ///   - change: what else is to be other than usual.
    init(
        dnsServer: String = "127.0.0.1:9", sandbox: SandboxOptions = SandboxOptions(),
        clock: @escaping @Sendable () -> Date = { Date() },
        _ change: (inout PlatformOptions) -> Void = { _ in }
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "server-\(UUID().uuidString)")
        var options = PlatformOptions(
            dataDirectory: folder.path, who: "test", dnsServer: dnsServer, clock: clock)
        options.passwordCost = .sample
        change(&options)
        platform = try await EmbeddedPlatform.open(options, transport: .sandbox(sandbox))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var host: DialectHost {
        // Nobody waits in tests that log in wrongly: an hour passes between two tries.
        let hours = Mutex(0)
        let throttle = LoginThrottle(
            now: {
                hours.withLock { hours in
                    hours += 1
                    return .seconds(hours * 3600)
                }
            }, sleep: { _ in })
        return DialectHost(platform: platform, throttle: throttle)
    }

    /// Makes an account, whose password `pass word 1` is hashed without the usual cost.
    func account(
        _ email: String = "ops@shop.example", credits: Int = 0, isAdmin: Bool = false
    ) async throws -> NewAccount {
        let kind = AccountKind(context: platform.context)
        let draft = try kind.draft(
            FormValues([
                "username": email, "company": "Shop", "phone": "+1 603 555 0100", "password": "pass word 1",
                "grant_sms_credits": String(credits), "admin": isAdmin ? "yes" : "no",
            ]))
        let credentials = try AccountCredentials(for: draft, cost: .sample)
        let owner = try await platform.context.editor.edit { session in
            let id = try kind.queries.insert(
                draft, credentials: credentials, at: session.now, in: session.database)
            return try AccountQueries.shortName(ofID: id, in: session.database)
        }
        return NewAccount(
            username: email, ownerID: owner, apiKey: credentials.apiKey, smsCredits: credits)
    }

    /// Serves on a free port of loopback while `body` runs.
    func serving(
        _ options: ServerOptions = ServerDesk.options, _ body: (String) async throws -> Void
    ) async throws {
        let (addresses, told) = AsyncStream<ListenAddress>.makeStream()
        let run = Task { try await serve(options, told) }
        // A server that cannot start tells no address, and then says why.
        guard let address = await addresses.first(where: { _ in true }) else { return try await run.value }
        defer { run.cancel() }
        try await body(address.url)
        run.cancel()
        try await run.value
    }

    /// The same where the pages of messages have an address of their own, told second.
    func servingPages(
        _ options: ServerOptions, _ body: @escaping (_ apis: String, _ pages: String) async throws -> Void
    ) async throws {
        let (pages, told) = AsyncStream<ListenAddress>.makeStream()
        let (apis, toldAPIs) = AsyncStream<ListenAddress>.makeStream()
        let server = PlatformServer(platform, options)
        let run = Task {
            defer { [told, toldAPIs].forEach { $0.finish() } }
            try await server.run(pagesReady: { told.yield($0) }, ready: { toldAPIs.yield($0) })
        }
        guard let first = await apis.first(where: { _ in true }),
            let second = await pages.first(where: { _ in true })
        else { return try await run.value }
        defer { run.cancel() }
        try await body(first.url, second.url)
        run.cancel()
        try await run.value
    }

    private func serve(
        _ options: ServerOptions, _ told: AsyncStream<ListenAddress>.Continuation
    ) async throws {
        defer { told.finish() }
        try await PlatformServer(platform, options).run { address in told.yield(address) }
    }

    static let options = ServerOptions(address: ListenAddress(port: 0))
}
