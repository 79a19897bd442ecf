import Foundation
import Platform
import ServiceCore
import Store
import TestSupport
import Testing

/// Real text messages, handed to a gateway on this machine by the built program.
///
/// Case S1.
@Suite struct GatewayProgramTests {
    private static let path = "/cgi-bin/sendsms"

    private func gateway() async throws -> ScriptedServer {
        let server = try await ScriptedServer()
        server.answer("GET", Self.path) { request in
            guard request.query["password"] == "Marked-gateway-1" else {
                return .status(403, body: "Authorization failed for sendsms".utf8)
            }
            guard request.query["to"] != nil else {
                return .status(400, body: "Missing receiver number, rejected".utf8)
            }
            // Slow enough that a kill finds texts whose answer is on its way.
            return .dripping("0: Accepted for delivery", every: .milliseconds(2))
        }
        return server
    }

    private func url(_ server: ScriptedServer) -> String {
        "kannel+http://kim@127.0.0.1:\(server.port)\(Self.path)"
    }

    private func use(_ server: ScriptedServer, _ shop: Shop, _ more: String = "") throws {
        let line = "gateway use \(url(server)) --yes 127.0.0.1 --password-stdin \(more)"
        let words = line.split(separator: " ").map(String.init)
        let used = try shop.run(words, input: "Marked-gateway-1\n")
        try #require(used.status == 0, "\(used.errors)")
        #expect(used.output.contains("in clear, on this machine, logged in as kim"))
        #expect(used.output.contains("E-mail has no relay here and is refused."))
        #expect(!used.output.contains("Marked-gateway-1"))
    }

    private func campaign(_ shop: Shop, to audience: String) throws {
        try shop.done([
            "campaign", "create", "title=Sale", "type=sms-plain", "audience=\(audience)", "sender=Shop",
            "text=Hello", "account=kim@example.test",
        ])
    }

    @Test func `a campaign goes out through the gateway that the data directory names`() async throws {
        let server = try await gateway()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.editAccount("grant_sms_credits=10")
        let wrong = try shop.run(
            ["gateway", "check", url(server), "--password-stdin"], input: "wrong\n")
        #expect(wrong.status == 5 && wrong.errors.contains("Authorization failed"), "\(wrong.errors)")
        try use(server, shop)
        #expect(server.requests.allSatisfy { $0.query["to"] == nil })
        #expect(try shop.done("info").contains("texts leave through \(url(server))"))
        #expect(try shop.done("gateway check").contains("logged in as kim"))
        #expect(try shop.done("gateway show").contains("Text messages"))

        try shop.campaign("Mail", to: "ana@example.org")
        let refused = try shop.launch("Mail")
        #expect(refused.status == 4 && refused.errors.contains("sendboard relay use"), "\(refused.errors)")
        try campaign(shop, to: "+34600112233,+34600112234")
        let launch = try shop.launch()
        #expect(launch.status == 0, "\(launch.errors)")
        let numbers = server.requests.compactMap { $0.query["to"] }.sorted()
        #expect(numbers == ["+34600112233", "+34600112234"])
        #expect(try shop.state() == "finished")
        #expect(try shop.taken().isEmpty)
        #expect(try shop.done("gateway leave --yes").contains("No message leaves"))
    }

    @Test(arguments: [false, true])
    func `what the gateway tells of a message is heard by the server, also once it was left`(
        _ isLeft: Bool
    ) async throws {
        let server = try await gateway()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.editAccount("grant_sms_credits=10")
        try use(server, shop)
        try campaign(shop, to: "+34600112233")
        try #require(try shop.launch().status == 0)
        let asked = try #require(server.requests.compactMap { $0.query["dlr-url"] }.first)
        let told = asked.replacing("%d", with: "1").replacing("%A", with: "stat%3ADELIVRD")
        let path = try #require(told.firstRange(of: "/sms/receipt/")).lowerBound
        let forged = told.replacing(/token=[^&]*/, with: "token=x")
        if isLeft { try shop.done("gateway leave --yes") }
        let output = Pipe()
        let serving = try program.begin(
            "serve --listen 127.0.0.1:0 --data-dir data", output: output.fileHandleForWriting)
        let port = try #require(Self.port(in: output))
        #expect(Self.ask(port, String(told[path...]))?.contains(" 200 ") == true)
        #expect(Self.ask(port, "/sms/receipt/00?token=x&status=1")?.contains(" 404 ") == true)
        #expect(Self.ask(port, String(forged[path...]))?.contains(isLeft ? " 404 " : " 200 ") == true)
        kill(serving.processIdentifier, SIGTERM)
        serving.waitUntilExit()
        let store = try PlatformStore.open(URL(filePath: program.home + "/data"), readOnly: true)
        let states = try await store.read { db in try Int.fetchAll(db, "SELECT state FROM delivery") }
        #expect(states == [StoredDeliveryState.delivered.rawValue])
    }

    @Test func `a server names the gateway of data that never had one, and no other afterwards`() async throws
    {
        let gateway = try await ScriptedServer()
        gateway.answer("GET", Self.path) { _ in
            .status(400, body: "Missing receiver number, rejected".utf8)
        }
        let url = "kannel+http://127.0.0.1:\(gateway.port)\(Self.path)"
        let server = try ServingProgram(["--gateway", url, "--gateway-receipts", "http://127.0.0.1:9"])
        let shown = try server.program.run("gateway show --data-dir data")
        #expect(shown.output.contains(url), "\(shown.errors)")
        let serve = "serve --listen 127.0.0.1:0 --data-dir data --gateway"
        let other = try server.program.run("\(serve) kannel+http://127.0.0.1:9\(Self.path)")
        #expect(other.status == 4 && other.errors.contains(url), "\(other.errors)")
        let place = try server.program.run("\(serve) \(url) --gateway-receipts http://127.0.0.1:10")
        #expect(place.status == 4 && place.errors.contains("at http://127.0.0.1:9, not"), "\(place.errors)")
        #expect(gateway.requests.allSatisfy { $0.query["to"] == nil })
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
    }

    @Test func `a server names no gateway where something was queued, and none that does not answer`()
        async throws
    {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        let serve = "serve --listen 127.0.0.1:0 --gateway kannel+http://127.0.0.1:9\(Self.path)"
        let silent = try shop.run(serve)
        #expect(silent.status == 6, "\(silent.errors)")
        try shop.campaign("Mail", to: "ana@example.org")
        try #require(try shop.launch("Mail").status == 0)
        let gateway = try await self.gateway()
        let words = [
            "serve", "--listen", "127.0.0.1:0", "--gateway", url(gateway), "--gateway-password-stdin",
        ]
        let refused = try shop.run(words, input: "Marked-gateway-1\n")
        #expect(refused.status == 4 && refused.errors.contains("gateway use"), "\(refused.errors)")
    }

    @Test(.timeLimit(.minutes(20)))
    func `a server that is killed again and again sends to nobody twice`() async throws {
        let server = try await gateway()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        let (people, kills) = (2000, 6)
        try shop.editAccount("grant_sms_credits=\(people)")
        try use(server, shop)
        let numbers = (0..<people).map { "+34600\(100_000 + $0)" }
        try campaign(shop, to: numbers.joined(separator: ","))
        let store = try PlatformStore.open(URL(filePath: program.home + "/data"), readOnly: true)
        var killed = 0
        // Some go out while one of them is killed, and as many as are waited for must be left.
        while killed < kills, server.requests.count + 500 < people {
            // The launch itself sends to the end where no server has the engine, and so is the first to be killed.
            let line = killed == 0 ? "campaign launch Sale --yes Sale" : "serve --listen 127.0.0.1:0"
            let process = try program.begin("\(line) --data-dir data")
            await server.received(server.requests.count + 100)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            killed += 1
            // The first 500 are written before any of them goes out.
            #expect((500...people).contains(try await states(store).values.reduce(0, +)))
        }
        let last = try program.begin("serve --listen 127.0.0.1:0 --data-dir data")
        try await settle(store)
        kill(last.processIdentifier, SIGTERM)
        last.waitUntilExit()
        let asked = server.requests.compactMap { $0.query["to"] }
        #expect(Set(asked).count == asked.count, "somebody was sent to twice")
        let states = try await states(store)
        let (accepted, unknown) = (states[.accepted] ?? 0, states[.unknown] ?? 0)
        #expect(accepted + unknown == people && unknown <= killed * 10 && killed > 1, "\(states)")
        #expect(accepted <= asked.count && asked.count <= people)
        let spent = try await store.read { db in
            try Int.fetchOne(db, "SELECT -sum(delta) FROM sms_ledger WHERE kind = 'spend'")
        }
        #expect(spent == accepted)
    }

    /// Where a server says that it listens.
    private static func port(in output: Pipe) -> UInt16? {
        var said = ""
        while !said.contains("\n") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            said += String(decoding: more, as: UTF8.self)
        }
        return said.firstMatch(of: /http:\/\/127\.0\.0\.1:([0-9]+)/).flatMap { UInt16($0.1) }
    }

    /// The first line of what is answered there.
    private static func ask(_ port: UInt16, _ path: String) -> String? {
        guard let socket = LoopbackSocket(port: port) else { return nil }
        socket.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        return socket.receiveAll().split(separator: "\r\n").first.map(String.init)
    }

    private func states(_ store: PlatformStore) async throws -> [StoredDeliveryState: Int] {
        try await store.read { db in
            let rows = try SQLRow.fetchAll(db, "SELECT state, count(*) FROM delivery GROUP BY state")
            return Dictionary(
                uniqueKeysWithValues: rows.map { (StoredDeliveryState(rawValue: $0[0]) ?? .queued, $0[1]) })
        }
    }

    /// Waits until nothing is to be sent any more.
    private func settle(_ store: PlatformStore) async throws {
        let changes = store.changes()
        guard try await isOpen(store) else { return }
        for await _ in changes {
            guard try await isOpen(store) else { return }
        }
    }

    private func isOpen(_ store: PlatformStore) async throws -> Bool {
        try await states(store).keys.contains { [.queued, .claimed, .deferred].contains($0) }
    }
}
