import Foundation
import TestSupport
import Testing

@Suite struct DNSCheckTests {
    @Test func `records are looked up at the server that is named, by option or in the configuration`() throws
    {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        #expect(try program.run(account, input: "Marked-pass-1\n").status == 0)
        for domain in ["t.example.test", "w.example.test"] {
            let made = "tracking-domain create domain=\(domain) account=kim@example.test"
            #expect(try program.run(made).status == 0)
        }
        let server = LoopbackNameServer { name in
            name == "t.example.test" ? .cname("Track.Sendboard.example") : .cname("else.example")
        }
        let right = try program.run("tracking-domain check t.example.test --dns \(server.address)")
        #expect(right.status == 0 && right.output.contains("t.example.test is right"), "\(right)")
        let config = "\(program.home)/dns.yaml"
        try program.write("dns: ['\(server.address)']\n", to: config)
        let wrong = try program.run("tracking-domain check w.example.test --config \(config)")
        #expect(wrong.status == 0, "\(wrong)")
        #expect(wrong.output.contains("it leads in a circle"))
        let none = try program.run("tracking-domain check w.example.test --dns 127.0.0.1:9")
        #expect((none.output + none.errors).contains("could not be checked"))
        #expect(try program.run("tracking-domain check w.example.test --dns nowhere").status == 2)
    }

    @Test func `a password without an end is refused`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        let refused = try program.run(account, input: String(repeating: "x", count: 100_000))
        #expect(refused.status == 2)
        #expect(refused.errors.contains("The password on standard input is longer than 1,024 bytes."))
        #expect(try program.run(account, input: "Marked-pass-1\r\nmore").status == 0)
    }
}
