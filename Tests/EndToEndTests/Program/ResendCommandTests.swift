import Foundation
import Testing

@Suite struct ResendCommandTests {
    @Test func `those whom a launch left out get it once they may, and nobody gets it twice`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        #expect(try program.run(account, input: "Marked-pass-1\n").status == 0)
        #expect(
            try program.run("sender create address=news@example.test account=kim@example.test").status == 0)
        let suppress = "suppression create address=bo@example.org account=kim@example.test"
        #expect(try program.run(suppress).status == 0)
        let fields = ["title=Sale", "subject=Hello", "text=Hi", "audience=ana@example.org,bo@example.org"]
        let owner = ["account=kim@example.test", "sender=news@example.test"]
        #expect(try program.run(["campaign", "create"] + fields + owner).status == 0)
        _ = try program.run("campaign launch Sale --watch --yes Sale")

        let left = try program.run("campaign resend Sale --yes Sale")
        #expect(left.status == 4 && left.errors.contains("Nobody of “Sale” is sent to again."), "\(left)")
        let lifted = try program.run("suppression allow bo@example.org --yes bo@example.org")
        #expect(lifted.status == 0, "\(lifted)")

        let asked = try program.run("campaign resend Sale domain=example.org")
        #expect(asked.status == 4 && asked.output.isEmpty)
        #expect(asked.errors.contains("bo@example.org: suppressed: manual"), "\(asked)")
        #expect(!asked.errors.contains("ana@example.org"))
        #expect(try program.run("campaign resend Sale domain=nowhere --yes Sale").status == 2)
        let again = try program.run("campaign resend Sale domain=example.org --yes Sale")
        #expect(again.output == "Sale is sent again to 1 recipient\n", "\(again)")
        _ = try program.run("campaign launch Sale --watch")

        let record = try String(
            contentsOfFile: try #require(try program.path(of: "accepted.log")), encoding: .utf8)
        let taken = record.split(separator: "\n").map { $0.split(separator: "\t")[2] }
        #expect(Set(taken).isSubset(of: ["ana@example.org", "bo@example.org"]))
        #expect(taken.count == Set(taken).count)
        #expect(try program.run("audit list --format json").output.contains("1 recipient: not reached"))
    }
}

extension BuiltProgram {
    /// The first file of this name below its home.
    fileprivate func path(of name: String) throws -> String? {
        let found = try FileManager.default.subpathsOfDirectory(atPath: home).first {
            $0.hasSuffix("/" + name)
        }
        return found.map { "\(home)/\($0)" }
    }
}
