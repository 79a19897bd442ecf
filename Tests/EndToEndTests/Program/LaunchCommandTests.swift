import Testing

@Suite struct LaunchCommandTests {
    @Test func `a campaign is made, launched and watched to its end`() throws {
        try Shop.with { shop in
            try shop.campaign("Spring sale", to: "a@example.org,b@example.org")
            let asked = try shop.run(["campaign", "launch", "Spring sale", "--watch"])
            #expect(asked.status == 4 && asked.output.isEmpty)
            #expect(asked.errors.contains("It is sent to 2 of 2.\n"))
            #expect(asked.errors.contains("campaign launch 'Spring sale' --watch"))
            #expect(asked.errors.contains("--yes 'Spring sale'"))

            let launch = try shop.launch("Spring sale")
            let last = try #require(launch.output.split(separator: "\n").last)
            #expect(launch.output.hasPrefix("“Spring sale” launched\n"))
            #expect(last.hasPrefix("finished 100 % of 2"))
            let others = ["bounced", "not sent", "unknown"].filter { last.contains($0) }
            #expect(launch.status == (others.isEmpty ? 0 : 1))

            #expect(try shop.run(["campaign", "launch", "Spring sale", "--yes", "Spring sale"]).status == 4)
            #expect(try shop.run("campaign launch nosuch").status == 3)
        }
    }

    @Test func `what a person misspells is named and not sent or made`() throws {
        try Shop.with { shop in
            try shop.create("group", "name=launch list")
            let contact = [
                "contact", "create", "email=bo@example.org", "groups=lanch list", "account=kim@example.test",
            ]
            let refused = try shop.run(contact)
            #expect(refused.status == 4)
            #expect(refused.errors.contains("There is no group “lanch list”."))
            #expect(refused.errors.contains("Did you mean “launch list”?"))
            #expect(try shop.run(contact + ["--create-groups"]).status == 0)

            let made = try shop.create(
                "campaign", "sender=news@example.test", "title=Spring sale", "subject=Hi {{nosuch}}",
                "text=Hi",
                "audience=all contacts")
            #expect(made.contains("{{nosuch}} is filled for nobody"))
            let launch = try shop.run(["campaign", "launch", "Spring sale", "--yes", "Spring sale"])
            #expect(launch.status == 4)
            #expect(launch.errors.contains("{{nosuch}} is filled for nobody."))
        }
    }

    @Test func `a launch that too much comes back of pauses by itself, says so, and goes on when told to`()
        throws
    {
        try Shop.with { shop in
            try shop.importContacts(300)
            // The sandbox answers the same to the same messages: it refuses the 317th, which is among the second launch's first.
            try shop.campaign("Before")
            try shop.launch("Before")
            try shop.campaign()
            let standard = try shop.run(["campaign", "launch", "Sale"])
            #expect(
                standard.errors.contains("Pauses at: 10 % bounced or 0.5 % complained, after 200"),
                "\(standard.errors)")
            try shop.editAccount("pause_bounces=5", "pause_after=10")
            let before = try shop.taken().count
            let launch = try shop.launch()
            let row = try shop.row()
            let why = row["state_reason"] as? String ?? ""
            #expect(row["state"] as? String == "paused", "\(row)")
            #expect(why == "1 of 20 bounced, the account pauses at 5 %")
            #expect(launch.status == 4 && launch.errors.contains("“Sale” is paused: \(why)"), "\(launch)")
            // What had been claimed before the share was known has gone out.
            #expect(try shop.taken().count < before + 60)
            #expect(try shop.done("audit list --format json").contains(why))
            let overview = try shop.run("overview")
            #expect(overview.status == 1 && overview.output.contains("1 campaign is stopped: Sale"))

            try shop.editAccount("pause_bounces=")
            try shop.done(["campaign", "resume", "Sale", "--yes"])
            _ = try shop.run(["campaign", "launch", "Sale", "--watch"])
            #expect(try shop.state() == "finished")
            let taken = try shop.taken().dropFirst(before)
            #expect(taken.count > 280 && Set(taken).count == taken.count)
        }
    }

    @Test func `a rehearsal sends nothing, and stands beside what became of the launch`() throws {
        try Shop.with { shop in
            try shop.importContacts(40)
            try shop.campaign()
            let rates = [
                "refused=100", "later=0", "lost=0", "soft=0", "hard=0", "complaints=0", "unsubscribes=0",
            ]
            let rehearsal = try shop.done(["campaign", "rehearse", "Sale"] + rates)
            #expect(rehearsal.contains("0 of 40 accepted, 40 bounced."), "\(rehearsal)")
            #expect(rehearsal.contains("40 550 5.1.1 no such user"), "\(rehearsal)")
            #expect(try shop.taken().isEmpty)
            #expect(try shop.state() == "draft")

            try shop.launch()
            let row = try shop.row()
            #expect(row["state"] as? String == "finished")
            #expect((row["rehearsal"] as? String)?.contains("0 of 40 accepted, 40 bounced") == true, "\(row)")
            #expect(try shop.taken().count > 30)
            let wrong = try shop.run(["campaign", "rehearse", "Sale", "refused=101"])
            #expect(wrong.status == 4 && wrong.errors.contains("finished"), "\(wrong)")
        }
    }
}
