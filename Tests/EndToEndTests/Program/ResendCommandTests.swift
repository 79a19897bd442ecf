import Testing

@Suite struct ResendCommandTests {
    @Test func `those whom a launch left out get it once they may, and nobody gets it twice`() throws {
        try Shop.with { shop in
            try shop.create("suppression", "address=bo@example.org")
            try shop.campaign(to: "ana@example.org,bo@example.org")
            try shop.launch()

            let left = try shop.run("campaign resend Sale --yes Sale")
            #expect(left.status == 4 && left.errors.contains("Nobody of “Sale” is sent to again."), "\(left)")
            try shop.done("suppression allow bo@example.org --yes bo@example.org")

            let asked = try shop.run("campaign resend Sale domain=example.org")
            #expect(asked.status == 4 && asked.output.isEmpty)
            #expect(asked.errors.contains("bo@example.org: suppressed: manual"), "\(asked)")
            #expect(!asked.errors.contains("ana@example.org"))
            #expect(try shop.run("campaign resend Sale domain=nowhere --yes Sale").status == 2)
            let again = try shop.done("campaign resend Sale domain=example.org --yes Sale")
            #expect(again == "Sale is sent again to 1 recipient\n")
            _ = try shop.run("campaign launch Sale --watch")

            let taken = try shop.taken()
            #expect(Set(taken).isSubset(of: ["ana@example.org", "bo@example.org"]))
            #expect(taken.count == Set(taken).count)
            #expect(try shop.done("audit list --format json").contains("1 recipient: not reached"))
        }
    }
}
