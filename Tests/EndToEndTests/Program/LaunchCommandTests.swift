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

        let asked = try program.run(["campaign", "launch", "Spring sale", "--watch"])
        #expect(asked.status == 4 && asked.output.isEmpty)
        #expect(asked.errors.contains("It is sent to 2 of 2.\n"))
        #expect(
            asked.errors.hasSuffix("sendboard campaign launch 'Spring sale' --watch --yes 'Spring sale'\n"))

        let launch = try program.run(["campaign", "launch", "Spring sale", "--watch", "--yes", "Spring sale"])
        let last = try #require(launch.output.split(separator: "\n").last)
        #expect(launch.output.hasPrefix("“Spring sale” launched\n"))
        #expect(last.hasPrefix("finished 100 % of 2"))
        let others = ["bounced", "not sent", "unknown"].filter { last.contains($0) }
        #expect(launch.status == (others.isEmpty ? 0 : 1))

        let again = try program.run(["campaign", "launch", "Spring sale", "--yes", "Spring sale"])
        #expect(again.status == 4)
        #expect(try program.run("campaign launch nosuch").status == 3)
    }

    @Test func `what a person misspells is named and not sent or made`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        #expect(try program.run(account, input: "Marked-pass-1\n").status == 0)
        #expect(
            try program.run("sender create address=news@example.test account=kim@example.test").status == 0)
        let owner = ["account=kim@example.test"]
        #expect(try program.run(["group", "create", "name=launch list"] + owner).status == 0)
        let contact = ["contact", "create", "email=bo@example.org", "groups=lanch list"] + owner
        let refused = try program.run(contact)
        #expect(refused.status == 4)
        #expect(refused.errors.contains("There is no group “lanch list”."))
        #expect(refused.errors.contains("Did you mean “launch list”?"))
        #expect(try program.run(contact + ["--create-groups"]).status == 0)

        let fields = ["title=Spring sale", "subject=Hi {{nosuch}}", "text=Hi", "audience=all contacts"]
        let made = try program.run(["campaign", "create", "sender=news@example.test"] + fields + owner)
        #expect(made.status == 0 && made.output.contains("{{nosuch}} is filled for nobody"))
        let launch = try program.run(["campaign", "launch", "Spring sale", "--yes", "Spring sale"])
        #expect(launch.status == 4)
        #expect(launch.errors.contains("{{nosuch}} is filled for nobody."))
    }
}
