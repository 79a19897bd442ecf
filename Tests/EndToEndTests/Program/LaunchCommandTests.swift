import Testing

@Suite struct LaunchCommandTests {
    @Test func `a campaign is made, launched and watched to its end`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        #expect(try program.run(account, input: "Marked-pass-1\n").status == 0)
        #expect(
            try program.run("sender create address=news@example.test account=kim@example.test").status == 0)
        let fields = [
            "title=Spring sale", "subject=Hello", "text=Hi", "audience=a@example.org,b@example.org",
        ]
        let owner = ["account=kim@example.test", "sender=news@example.test"]
        let made = try program.run(["campaign", "create"] + fields + owner)
        #expect(made.status == 0, "\(made.errors)")

        let launch = try program.run(["campaign", "launch", "Spring sale", "--watch"])
        let last = try #require(launch.output.split(separator: "\n").last)
        #expect(launch.output.hasPrefix("“Spring sale” launched\n"))
        #expect(last.hasPrefix("finished 100 % of 2"))
        let others = ["bounced", "not sent", "unknown"].filter { last.contains($0) }
        #expect(launch.status == (others.isEmpty ? 0 : 1))

        let again = try program.run(["campaign", "launch", "Spring sale"])
        #expect(again.status == 4)
        #expect(try program.run("campaign launch nosuch").status == 3)
    }
}
