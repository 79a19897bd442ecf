import Testing

/// A campaign on the command line, from a template to a schedule that is taken back.
@Suite struct CampaignLifeTests {
    @Test func `it is made of a template, looked at, scheduled, moved, taken back and duplicated`() throws {
        try Shop.with { shop in
            try shop.create("contact", "email=ana@example.org", "first_name=Ana")
            try shop.create(
                "template", "name=Welcome", "subject=Hello {{first_name}}", "html=<p>Good <b>day</b></p>")
            try shop.campaign("Sale", to: "all contacts", "template=Welcome")
            let shown = try shop.done("campaign preview Sale to=ana@example.org")
            #expect(shown.contains("\nSubject: Hello Ana\n"))
            #expect(shown.contains("\nGood day\n"))
            let foreign = try shop.run([
                "campaign", "create", "title=Other", "template=Nosuch", "account=kim@example.test",
            ])
            #expect(foreign.status == 2 && foreign.errors.contains("no template “Nosuch”"))

            try shop.done("campaign edit Sale defer_until=+2h")
            _ = try shop.run("campaign launch Sale --yes Sale")
            #expect(try shop.state() == "scheduled")
            try shop.done(["campaign", "edit", "Sale", "subject=Later", "defer_until=+3h"])
            let past = try shop.run(["campaign", "edit", "Sale", "defer_until=2001-01-01 09:00"])
            #expect(past.status != 0 && past.errors.contains("has passed"))
            #expect(try shop.state() == "scheduled")
            #expect(try shop.done("campaign unschedule Sale") == "Sale is a draft again\n")
            #expect(try shop.state() == "draft")
            #expect(try shop.run("campaign unschedule Sale").status == 4)

            #expect(try shop.done("campaign duplicate Sale title=Again") == "Again created\n")
            let copy = try shop.done("campaign show Again --format json")
            #expect(copy.contains("\"Later\"") && copy.contains("all contacts"))
            #expect(try shop.run("campaign create title=Two type=ab account=kim@example.test").status == 2)
        }
    }
}
