import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct DNSChecksTests {
    private typealias Zone = [String: LoopbackNameServer.Reply]

    private func outcome(
        in zone: Zone, _ look: (DNSChecks) async -> CheckOutcome
    ) async -> CheckOutcome {
        let server = LoopbackNameServer { name in zone[name] ?? .noSuchName }
        return await look(DNSChecks(DNSResolver(server: server.address, timeLimit: .seconds(2))))
    }

    // MARK: CNAME

    private func tracking(_ domain: String, in zone: Zone) async -> CheckOutcome {
        await outcome(in: zone) { await $0.tracking(domain: domain, target: "track.board.example.") }
    }

    @Test(arguments: [
        ["t.shop.example": "Track.Board.example"],
        ["t.shop.example": "a.example", "a.example": "b.example", "b.example": "TRACK.board.EXAMPLE"],
    ])
    func `a tracking domain leads to our host, in whatever case and over other names`(
        links: [String: String]
    ) async {
        #expect(await tracking("T.shop.example", in: links.mapValues { .cname($0) }) == .right)
    }

    @Test func `where a tracking domain leads is told`() async {
        let zone: Zone = [
            "w.example": .cname("elsewhere.example"), "chain.example": .cname("w.example"),
            "round.example": .cname("round2.example"), "round2.example": .cname("round.example"),
            "broken.example": .failure, "half.example": .cname("broken.example"), "host.example": .noData,
        ]
        #expect(
            await tracking("w.example", in: zone)
                == .wrong(reason: "it leads to elsewhere.example, not to track.board.example", found: ""))
        #expect(
            await tracking("chain.example", in: zone)
                == .wrong(
                    reason: "it leads to elsewhere.example, not to track.board.example",
                    found: "w.example → elsewhere.example"))
        #expect(
            await tracking("round.example", in: zone)
                == .wrong(reason: "it leads in a circle", found: "round2.example → round.example"))
        for domain in ["none.example", "host.example"] {
            #expect(await tracking(domain, in: zone) == .missing)
        }
        let unanswered = "no name server gave a usable answer"
        #expect(await tracking("broken.example", in: zone) == .couldNotCheck(reason: unanswered))
        #expect(
            await tracking("half.example", in: zone)
                == .couldNotCheck(reason: "it leads to broken.example, where \(unanswered)"))
    }

    @Test func `a chain that goes on and on is wrong`() async {
        let zone = Dictionary(
            uniqueKeysWithValues: (0..<40).map {
                ("n\($0).example", LoopbackNameServer.Reply.cname("n\($0 + 1).example"))
            })
        guard case .wrong(let reason, _) = await tracking("n0.example", in: zone) else {
            Issue.record("not wrong")
            return
        }
        #expect(reason == "it leads on over more than 8 CNAME records")
    }

    // MARK: DKIM

    private static let ours = "v=DKIM1; k=rsa; p=MIGfMA0GCSqG"

    private func dkim(_ records: [[String]], ours: String = Self.ours) async -> CheckOutcome {
        await outcome(in: ["s1._domainkey.a.example": .texts(records)]) {
            await $0.dkim(domain: "A.example", selector: "s1", value: ours)
        }
    }

    @Test(arguments: [
        ["v=DKIM1; k=rsa; p=MIGf", "MA0GCSqG"], ["v=DKIM1;k=rsa;p=MIGf MA0G CSqG;"], ["p=MIGfMA0GCSqG"],
        ["k=rsa; p=MIGfMA0GCSqG; "], ["v=DKIM1; h=sha1:sha256; s=email; t=s; n=a note; p=MIGfMA0GCSqG"],
        ["v=DKIM1; s=tlsrpt : *; x_1=unknown; p=MIGfMA0GCSqG"],
    ])
    func `a DKIM record that receivers can use for our key is right`(chunks: [String]) async {
        #expect(await dkim([chunks]) == .right)
    }

    @Test(arguments: [
        ("k=rsa; v=DKIM1; p=MIGfMA0GCSqG", "v= is not its first tag"),
        ("v=DKIM2; p=MIGfMA0GCSqG", "v= is “DKIM2”, not DKIM1"),
        ("v=dkim1; p=MIGfMA0GCSqG", "v= is “dkim1”, not DKIM1"),
        ("v=DKIM1; k=dsa; p=MIGfMA0GCSqG", "k= is “dsa”, a kind of key that nobody knows"),
        ("v=DKIM1; k=ed25519; p=MIGfMA0GCSqG", "its key is ed25519, ours is rsa"),
        ("v=DKIM1; h=sha1; p=MIGfMA0GCSqG", "h= leaves out sha256, which mail is signed with"),
        ("v=DKIM1; s=tlsrpt; p=MIGfMA0GCSqG", "s= leaves out email"),
        ("v=DKIM1; p=", "its key is revoked: p= is empty"),
        ("v=DKIM1; p= ; ", "its key is revoked: p= is empty"),
        ("v=DKIM1; k=rsa", "it holds no key: p= is not there"),
        ("v=DKIM1; P=MIGfMA0GCSqG", "it holds no key: p= is not there"),
        ("v=DKIM1; p=MIGf; p=MIGfMA0GCSqG", "p= stands in it twice"),
        ("v=DKIM1; p=MIGfMA0GCSqH", "its key is not ours"),
        ("v=DKIM1; p=M!Gf", "p= is not written in Base64"),
        ("v=DKIM1;; p=MIGfMA0GCSqG", "“” in it is no tag"),
        ("v=DKIM1; junk; p=MIGfMA0GCSqG", "“junk” in it is no tag"),
        ("v=DKIM1; n=caña; p=MIGfMA0GCSqG", "“n=caña” in it is no tag"),
        ("unrelated", "“unrelated” in it is no tag"),
    ])
    func `a DKIM record that receivers cannot use says why`(record: String, reason: String) async {
        #expect(await dkim([[record]]) == .wrong(reason: reason, found: record))
    }

    @Test func `one TXT record stands at a selector, others make it void`() async {
        #expect(
            await dkim([["unrelated"], [Self.ours]])
                == .wrong(
                    reason: "there are 2 TXT records, where one may stand", found: "unrelated | \(Self.ours)")
        )
    }

    @Test func `a key in test is right and said to be one`() async {
        #expect(
            await dkim([["v=DKIM1; t=s:y; p=MIGfMA0GCSqG"]])
                == .remarkable("t=y in it asks receivers to take signatures for a test"))
    }

    @Test func `a selector may be an alias, and may have no record`() async {
        let zone: Zone = [
            "s1._domainkey.a.example": .cname("s1.keys.example"), "s1.keys.example": .texts([[Self.ours]]),
        ]
        let alias = await outcome(in: zone) {
            await $0.dkim(domain: "a.example", selector: "s1", value: Self.ours)
        }
        let none = await outcome(in: zone) {
            await $0.dkim(domain: "a.example", selector: "s2", value: Self.ours)
        }
        #expect(alias == .right && none == .missing)
    }

    @Test func `a record that needs TCP is read`() async {
        let zone: Zone = ["s1._domainkey.a.example": .onlyOverTCP(.texts([[Self.ours]]))]
        let outcome = await outcome(in: zone) {
            await $0.dkim(domain: "a.example", selector: "s1", value: Self.ours)
        }
        #expect(outcome == .right)
    }
}
