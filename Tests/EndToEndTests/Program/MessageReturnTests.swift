import Foundation
import TestSupport
import Testing

/// What the built program writes into real messages so that bounces, clicks and unsubscriptions find their way back.
@Suite struct MessageReturnTests {
    @Test func `a launch says where it leads back to, in envelope, headers, links and a signature`()
        async throws
    {
        let relay = try await FaultRelay()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.done("relay use smtp://127.0.0.1:\(relay.port) --yes 127.0.0.1")
        #expect(try shop.done("relay show").contains("no bounce domain is set"))
        try shop.done("account track-links kim@example.test")
        try shop.done("sender edit news@example.test dkim_selector=s1 dkim_algorithm=ed25519")
        try shop.campaign(
            "Sale", to: "ana@example.org", "subject=Hello", "text=Hello",
            "html=<p><a href=\"https://shop.example/\">Sale</a></p>")
        let refused = try shop.run("campaign launch Sale --yes Sale")
        #expect(refused.status != 0 && refused.errors.contains("relay set --public-url"), "\(refused.errors)")

        let set = try shop.done(
            "relay set --bounce-domain Bounces.Example --public-url https://mail.example/")
        #expect(set.contains("Bounces come back") && set.contains("https://mail.example"))
        let shown = try shop.done("relay show")
        #expect(
            shown.contains("come back to addresses at bounces.example")
                && shown.contains("https://mail.example,"))
        let preview = try shop.done("campaign preview Sale to=ana@example.org")
        #expect(preview.contains("List-Unsubscribe: <https://mail.example/t/u/"), "\(preview)")
        let launch = try shop.launch()
        #expect(launch.status == 0, "\(launch.errors)")

        let message = try #require(relay.accepted.first)
        #expect(message.sender.hasPrefix("b") && message.sender.hasSuffix("@bounces.example"))
        let page = try MailReader(message.bytes).parts[1].text
        #expect(page.hasPrefix("<p><a href=\"https://mail.example/t/c/") && !page.contains("shop.example"))
        #expect(message.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
        let record = try shop.done("sender show news@example.test --format json")
        let value = try #require(record.firstMatch(of: /v=DKIM1; k=ed25519; p=[A-Za-z0-9+\/\\=]+/)).output
        let plain = String(value).replacing("\\/", with: "/")
        #expect(DKIMVerifier.fault(message.bytes) { $0 == "s1._domainkey.example.test" ? plain : nil } == nil)
    }

    @Test(arguments: [
        ("relay set", "--bounce-domain, --public-url or both"),
        ("relay set --bounce-domain a@b", "is no domain"),
        ("relay set --public-url ftp://x", "links can begin with"),
        ("relay set --public-url https://x/y", "links can begin with"),
    ])
    func `what is no name for it is refused in a sentence`(_ line: String, _ words: String) throws {
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        let result = try program.run(line.split(separator: " ").map(String.init) + ["--data-dir", "data"])
        #expect(result.status != 0 && result.errors.contains(words), "\(result.errors)")
    }
}
