import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct SPFCheckTests {
    /// - Parameter zone: the SPF record of each domain; the one that is checked is `a.example`.
    private func spf(_ zone: [String: String]) async -> CheckOutcome {
        await spf(in: zone.mapValues { .texts([["site-verification=1"], [$0]]) })
    }

    private func spf(in zone: [String: LoopbackNameServer.Reply]) async -> CheckOutcome {
        let server = LoopbackNameServer { name in zone[name] ?? .noSuchName }
        let checks = DNSChecks(DNSResolver(server: server.address, timeLimit: .seconds(2)))
        return await checks.spf(domain: "A.example.", includes: "spf.board.example")
    }

    private func spf(_ record: String) async -> CheckOutcome { await spf(["a.example": record]) }

    @Test(arguments: [
        "v=spf1 include:spf.board.example ~all", "V=SPF1 +INCLUDE:Spf.Board.Example. -all  ",
        "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 a/24//64 mx:b.example ptr exists:%{i}._x.%{d2} include:spf.board.example",
        "v=spf1 redirect=spf.board.example",
        "v=spf1 exp=why.%{d} unknown=anything ?a redirect=spf.board.example",
        "v=spf1 include:spf.board.example -all include:late.example",
    ])
    func `a record that lets our hosts pass is right`(record: String) async {
        #expect(await spf(record) == .right)
    }

    @Test(arguments: [
        ("v=spf1 -all", "it does not lead to spf.board.example"),
        ("v=spf1 a mx ~all", "it does not lead to spf.board.example"),
        ("v=spf1 include=spf.board.example ~all", "it does not lead to spf.board.example"),
        (
            "v=spf1 -all include:spf.board.example",
            "“include:spf.board.example” stands after “all”, where nothing counts"
        ),
        (
            "v=spf1 redirect=spf.board.example ~all",
            "“redirect=spf.board.example” counts for nothing beside “all”"
        ),
        (
            "v=spf1 ~all redirect=spf.board.example",
            "“redirect=spf.board.example” counts for nothing beside “all”"
        ),
        ("v=spf1 -include:spf.board.example ~all", "“-include:spf.board.example” in it turns our hosts away"),
        ("v=spf1 ?include:spf.board.example +all", "“?include:spf.board.example” in it turns our hosts away"),
    ])
    func `a record that does not let our hosts pass says why`(record: String, reason: String) async {
        #expect(await spf(record) == .wrong(reason: reason, found: record))
    }

    @Test(arguments: [
        "ip4:300.1.1.1", "ip4:192.0.2.1/33", "ip4:192.0.2.1/024", "ip4", "ip6:192.0.2.1",
        "ip6:2001:db8::/129",
        "include", "include:", "include:localhost", "include:b.example/24", "all:b.example", "a:b..", "a/33",
        "mx//129",
        "exists", "nosuch", "+redirect=b.example", "redirect=", "exp=a.b.1", "include:%{x}.b.example",
        "include:%b.example",
        "a;", "a,", "include:b.éxample",
    ])
    func `one wrong term anywhere makes the whole record void`(term: String) async {
        let record = "v=spf1 include:spf.board.example ~all \(term)"
        #expect(await spf(record) == .wrong(reason: "“\(term)” in it is no SPF term", found: record))
    }

    @Test func `a modifier stands once`() async {
        let record = "v=spf1 redirect=spf.board.example redirect=spf.board.example"
        #expect(await spf(record) == .wrong(reason: "redirect= stands in it twice", found: record))
    }

    @Test func `two records are as none`() async {
        let records = ["v=spf1 -all", "v=spf1 include:spf.board.example"]
        #expect(
            await spf(in: ["a.example": .texts(records.map { [$0] })])
                == .wrong(
                    reason: "a.example has 2 SPF records, where one may stand",
                    found: records.joined(separator: " | ")))
    }

    @Test(arguments: [
        "v=spf10 include:spf.board.example", " v=spf1 include:spf.board.example",
        "v=spf1\tinclude:spf.board.example",
        "\"v=spf1 include:spf.board.example\"",
    ])
    func `what does not begin as an SPF record is none`(record: String) async {
        #expect(await spf(record) == .missing)
        #expect(await spf([:]) == .missing)
    }

    @Test func `our hosts are found in what a record includes or is redirected to`() async {
        #expect(
            await spf([
                "a.example": "v=spf1 include:one.example include:two.example ~all",
                "one.example": "v=spf1 ip4:192.0.2.1 -all", "two.example": "v=spf1 redirect=_spf.%{d}",
                "_spf.two.example": "v=spf1 include:spf.board.example -all",
            ]) == .right)
    }

    @Test func `what an included record refuses is no hit there, and the rest is read`() async {
        #expect(
            await spf([
                "a.example": "v=spf1 include:one.example include:spf.board.example ~all",
                "one.example": "v=spf1 -include:spf.board.example ~all",
            ]) == .right)
    }

    @Test(arguments: [
        ("", "it leads to b.example, which has no SPF record"),
        ("v=spf1 nosuch", "it leads to b.example, whose record is void: “nosuch” in it is no SPF term"),
        ("v=spf1 include:a.example", "it leads in a circle: a.example → b.example → a.example"),
    ])
    func `a fault in what comes before our hosts counts`(included: String, reason: String) async {
        let record = "v=spf1 include:b.example include:spf.board.example ~all"
        var zone = ["a.example": record]
        if !included.isEmpty { zone["b.example"] = included }
        #expect(await spf(zone) == .wrong(reason: reason, found: record))
    }

    @Test func `ten look-ups are allowed`() async {
        for (count, isRight) in [(9, true), (10, false)] {
            let others = (0..<count).map { "n\($0).example" }
            let record =
                "v=spf1 \(others.map { "include:\($0)" }.joined(separator: " ")) include:spf.board.example"
            var zone = ["a.example": record]
            for other in others { zone[other] = "v=spf1 -all" }
            let outcome = await spf(zone)
            #expect(
                outcome
                    == (isRight ? .right : .wrong(reason: "it takes more than 10 look-ups", found: record)))
        }
    }

    @Test func `two look-ups may find nothing`() async {
        #expect(await spf("v=spf1 a:none.example mx:none.example include:spf.board.example") == .right)
        let record = "v=spf1 a:none.example mx:none.example exists:none.example include:spf.board.example"
        #expect(
            await spf(record) == .wrong(reason: "more than 2 of its look-ups find nothing", found: record))
    }

    @Test func `a server that does not answer says nothing of the record`() async {
        let unanswered = "no name server gave a usable answer"
        #expect(await spf(in: ["a.example": .failure]) == .couldNotCheck(reason: unanswered))
        #expect(
            await spf(in: ["a.example": .texts([["v=spf1 include:b.example -all"]]), "b.example": .failure])
                == .couldNotCheck(reason: "it leads to b.example, where \(unanswered)"))
        #expect(
            await spf("v=spf1 include:%{i}.%{h}.b.example -all")
                == .couldNotCheck(reason: "“include:%{i}.%{h}.b.example” depends on who sends"))
    }
}
