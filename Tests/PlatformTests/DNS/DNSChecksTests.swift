import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct DNSChecksTests {
    private func checks(_ zone: [String: LoopbackNameServer.Reply]) -> (LoopbackNameServer, DNSChecks) {
        let server = LoopbackNameServer { name in zone[name] ?? .noSuchName }
        return (server, DNSChecks(DNSResolver(server: server.address, timeLimit: .seconds(1))))
    }

    @Test func `a tracking domain must point to our host, in whatever case`() async {
        let (server, checks) = checks([
            "t.right.example": .cname("Track.Board.example"), "t.wrong.example": .cname("elsewhere.example"),
            "t.broken.example": .failure,
        ])
        var outcomes: [CheckOutcome] = []
        for domain in ["t.right.example", "t.wrong.example", "t.none.example"] {
            outcomes.append(await checks.tracking(domain: domain, target: "track.board.example."))
        }
        #expect(outcomes == [.right, .wrong(found: "elsewhere.example"), .wrong(found: "")])
        let broken = await checks.tracking(domain: "t.broken.example", target: "track.board.example")
        #expect(broken == .couldNotCheck(reason: "no name server gave a usable answer"))
        #expect(server.queryCount > 0)
    }

    @Test func `a DKIM key is compared without its blanks and chunks`() async {
        let (server, checks) = checks([
            "s1._domainkey.a.example": .texts([["unrelated"], ["v=DKIM1; k=rsa; p=MIGf", "MA0G CSqG"]]),
            "s2._domainkey.a.example": .texts([["v=DKIM1; p="]]),
        ])
        let ours = "k=rsa; p=MIGfMA0GCSqG"
        #expect(await checks.dkim(domain: "a.example", selector: "s1", value: ours) == .right)
        #expect(
            await checks.dkim(domain: "a.example", selector: "s2", value: ours)
                == .wrong(found: "v=DKIM1; p="))
        #expect(await checks.dkim(domain: "a.example", selector: "s3", value: ours) == .wrong(found: ""))
        #expect(server.queryCount == 3)
    }

    @Test func `the SPF record must hold each term, and be the only one`() async {
        let (server, checks) = checks([
            "right.example": .texts([["google-verification=1"], ["v=spf1 +include:spf.board.example ~all"]]),
            "wrong.example": .texts([["v=spf1 -all"]]),
            "twice.example": .texts([["v=spf1 -all"], ["v=spf1 include:spf.board.example"]]),
            "other.example": .texts([["v=spf10 include:spf.board.example"]]),
        ])
        var outcomes: [CheckOutcome] = []
        for domain in ["right.example", "wrong.example", "twice.example", "other.example"] {
            outcomes.append(await checks.spf(domain: domain, needs: ["include:spf.board.example"]))
        }
        #expect(
            outcomes == [
                .right, .wrong(found: "v=spf1 -all"),
                .wrong(found: "v=spf1 -all | v=spf1 include:spf.board.example"), .wrong(found: ""),
            ])
        #expect(server.queryCount == 4)
    }
}
