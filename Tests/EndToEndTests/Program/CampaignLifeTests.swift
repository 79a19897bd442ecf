import Testing

/// A campaign on the command line, from a template to a schedule that is taken back.
@Suite struct CampaignLifeTests {
    @Test func `it is made of a template, looked at, scheduled, moved, taken back and duplicated`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        #expect(try program.run(account, input: "Marked-pass-1\n").status == 0)
        #expect(
            try program.run("sender create address=news@example.test account=kim@example.test").status == 0)
        let owner = ["account=kim@example.test"]
        let ana = ["email=ana@example.org", "first_name=Ana"]
        #expect(try program.run(["contact", "create"] + ana + owner).status == 0)
        let texts = ["name=Welcome", "subject=Hello {{first_name}}", "html=<p>Good <b>day</b></p>"]
        #expect(try program.run(["template", "create"] + texts + owner).status == 0)

        let fields = ["title=Sale", "template=Welcome", "audience=all contacts", "sender=news@example.test"]
        let made = try program.run(["campaign", "create"] + fields + owner)
        #expect(made.status == 0, "\(made.errors)")
        let shown = try program.run("campaign preview Sale to=ana@example.org")
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(shown.output.contains("\nSubject: Hello Ana\n"))
        #expect(shown.output.contains("\nGood day\n"))
        let foreign = try program.run(["campaign", "create", "title=Other", "template=Nosuch"] + owner)
        #expect(foreign.status == 2 && foreign.errors.contains("no template “Nosuch”"))

        #expect(try program.run("campaign edit Sale defer_until=+2h").status == 0)
        _ = try program.run("campaign launch Sale --yes Sale")
        #expect(try state(program) == "scheduled")
        #expect(
            try program.run(["campaign", "edit", "Sale", "subject=Later", "defer_until=+3h"]).status == 0)
        let past = try program.run(["campaign", "edit", "Sale", "defer_until=2001-01-01 09:00"])
        #expect(past.status != 0 && past.errors.contains("has passed"))
        #expect(try state(program) == "scheduled")
        #expect(try program.run("campaign unschedule Sale").output == "Sale is a draft again\n")
        #expect(try state(program) == "draft")
        #expect(try program.run("campaign unschedule Sale").status == 4)

        #expect(try program.run("campaign duplicate Sale title=Again").output == "Again created\n")
        let copy = try program.run("campaign show Again --format json")
        #expect(copy.output.contains("\"Later\"") && copy.output.contains("all contacts"))
        #expect(try program.run("campaign create title=Two type=ab account=kim@example.test").status == 2)
    }

    private func state(_ program: BuiltProgram) throws -> String {
        let listed = try program.run("campaign list --search title:Sale --format csv --columns state")
        return listed.output.split { $0.isNewline || $0 == "," }.last.map(String.init) ?? ""
    }
}
