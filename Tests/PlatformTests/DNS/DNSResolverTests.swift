import TestSupport
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct DNSResolverTests {
    private func look(
        up type: DNSResolver.RecordType, answering reply: LoopbackNameServer.Reply,
        within limit: Duration = .seconds(3)
    ) async -> DNSAnswer {
        let server = LoopbackNameServer { _ in reply }
        return await DNSResolver(server: server.address, timeLimit: limit).look(
            up: type, of: "www.example.com")
    }

    @Test func `texts come with their chunks joined`() async {
        let answer = await look(up: .txt, answering: .texts([["v=DKIM1; p=AB", "CD"], ["other"]]))
        #expect(answer == .records(["v=DKIM1; p=ABCD", "other"]))
    }

    @Test func `a CNAME comes as its target`() async {
        #expect(
            await look(up: .cname, answering: .cname("track.board.example"))
                == .records(["track.board.example"]))
    }

    @Test func `no such name and no such record are told apart`() async {
        #expect(await look(up: .txt, answering: .noSuchName) == .noSuchName)
        #expect(await look(up: .cname, answering: .noData) == .noData)
    }

    @Test func `a text answer to a CNAME question is no data`() async {
        #expect(await look(up: .cname, answering: .texts([["v=spf1"]])) == .noData)
    }

    @Test(.timeLimit(.minutes(10))) func `silence ends at the limit as not checked`() async {
        let answer = await look(up: .txt, answering: .silence, within: .milliseconds(200))
        #expect(answer == .couldNotCheck(reason: "no answer in time"))
    }

    @Test(arguments: [LoopbackNameServer.Reply.failure, .garbage, .truncated])
    func `an answer that says nothing is not checked`(reply: LoopbackNameServer.Reply) async {
        let answer = await look(up: .cname, answering: reply, within: .milliseconds(500))
        guard case .couldNotCheck = answer else {
            Issue.record("\(answer)")
            return
        }
    }

    @Test(.timeLimit(.minutes(10))) func `a cancelled look-up ends at once`() async {
        let server = LoopbackNameServer { _ in .silence }
        let resolver = DNSResolver(server: server.address, timeLimit: .seconds(30))
        let looking = Task { await resolver.look(up: .txt, of: "example.com") }
        looking.cancel()
        #expect(await looking.value == .couldNotCheck(reason: "the look-up was cancelled"))
    }

    @Test func `a server nobody runs and one that is no address are not checked`() async {
        for server in ["127.0.0.1:1", "not a server"] {
            let answer = await DNSResolver(server: server, timeLimit: .milliseconds(300)).look(
                up: .txt, of: "a.example")
            guard case .couldNotCheck = answer else {
                Issue.record("\(server): \(answer)")
                continue
            }
        }
    }

    @Test(arguments: [String(repeating: "a", count: 70) + ".example", "..", ""])
    func `a name that DNS cannot hold is not asked for`(name: String) async {
        let server = LoopbackNameServer { _ in .noData }
        let answer = await DNSResolver(server: server.address, timeLimit: .milliseconds(300)).look(
            up: .txt, of: name)
        #expect(answer != .records([]))
        if name.count > 2 { #expect(server.queryCount == 0) }
    }

    @Test func `many look-ups at once get their own answers`() async {
        let server = LoopbackNameServer { name in .texts([[name]]) }
        let resolver = DNSResolver(server: server.address)
        let answers = await withTaskGroup(of: (String, DNSAnswer).self) { group in
            for number in 0..<40 {
                group.addTask {
                    ("n\(number).example", await resolver.look(up: .txt, of: "n\(number).example"))
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers.allSatisfy { $0.value == .records([$0.key]) } && answers.count == 40)
    }
}
