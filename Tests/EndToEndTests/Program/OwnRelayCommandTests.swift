import Foundation
import TestSupport
import Testing

/// A relay that a sending domain names for itself, by the built program.
@Suite struct OwnRelayCommandTests {
    private func url(_ relay: FaultRelay) -> String { "smtp://127.0.0.1:\(relay.port)" }

    /// A shop with a relay, and a domain of its sender's.
    private func shop(_ program: BuiltProgram, _ relay: FaultRelay) throws -> Shop {
        let shop = try Shop(program)
        try shop.create("sending-domain", "domain=example.test")
        try shop.create("sender", "address=news@other.test")
        try shop.done("relay use \(url(relay)) --yes 127.0.0.1")
        return shop
    }

    @Test func `a domain's messages leave through its relay, and the others through the directory's`()
        async throws
    {
        let (relay, own) = (try await FaultRelay(), try await FaultRelay())
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try shop(program, relay)
        let asked = try shop.run("relay use \(url(own)) --domain example.test")
        #expect(asked.status == 4 && asked.errors.contains("--yes 127.0.0.1"), "\(asked.errors)")
        let used = try shop.done("relay use \(url(own)) --domain example.test --yes 127.0.0.1")
        #expect(used.contains("Messages of example.test leave through \(url(own)) from now on."), "\(used)")
        let shown = try shop.done("relay show")
        #expect(shown.contains("E-mail of example.test") && shown.contains(url(relay)), "\(shown)")
        #expect(try shop.done("info").contains("some senders' through \(url(own))"))
        #expect(try shop.done("relay check --domain example.test").contains(url(own)))

        try shop.campaign("Sale", to: "ana@example.org,bo@example.org")
        let plan = try shop.run("campaign launch Sale")
        #expect(plan.errors.contains("Named by") && plan.errors.contains(url(own)), "\(plan.errors)")
        let launch = try shop.launch()
        #expect(launch.status == 0, "\(launch.errors)")
        #expect(own.accepted.flatMap(\.recipients).sorted() == ["ana@example.org", "bo@example.org"])
        let told = try shop.done("relay test me@example.org --sender news@other.test")
        #expect(told.contains("accepted"), "\(told)")
        #expect(relay.accepted.flatMap(\.recipients) == ["me@example.org"])
        #expect(try shop.run("relay leave --yes").errors.contains("relays of their own"))
        try shop.done("relay leave --domain example.test --yes")
        #expect(try !shop.done("relay show").contains("E-mail of"))
    }

    @Test func `its relay being down stops no other's messages, and is told of`() async throws {
        let (relay, own) = (try await FaultRelay(), try await FaultRelay())
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try shop(program, relay)
        try shop.done("relay use \(url(own)) --domain example.test --warm-up 500 --yes 127.0.0.1")
        try await own.stop()
        try shop.done("relay test me@example.org --sender news@other.test")
        #expect(relay.accepted.flatMap(\.recipients) == ["me@example.org"])
        let checked = try shop.run("relay check --domain example.test")
        #expect(checked.status == 6 && checked.errors.contains("cannot be reached"), "\(checked.errors)")
        let shown = try shop.done("relay show")
        #expect(shown.contains("0 of 500 today") && shown.contains("cannot be reached"), "\(shown)")
    }

    @Test func `a domain's bounce domain is set where its other fields are, and stands in each Return-Path`()
        async throws
    {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try shop(program, relay)
        try shop.done("sending-domain edit example.test bounce_domain=bounces.example.test")
        #expect(try shop.done("sending-domain show example.test").contains("bounces.example.test"))
        try shop.campaign("Sale", to: "ana@example.org")
        #expect(try shop.run("campaign launch Sale").errors.contains("to bounces.example.test"))
        #expect(try shop.launch().status == 0)
        #expect(relay.accepted.allSatisfy { $0.sender.hasSuffix("@bounces.example.test") })
    }
}
