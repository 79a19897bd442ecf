import Foundation
import Testing

@Suite struct ReportCommandTests {
    private struct Report: Decodable {
        struct Reason: Decodable {
            let reason: String
            let recipients: Int
        }

        /// The link is null where it was not kept.
        struct Link: Decodable {
            let link: String
            let people: Int
        }

        let audience: Int
        let states: [String: Int]
        let not_sent: [Reason]
        let links: [Link]
    }

    /// The campaigns of the sample that were launched, by title.
    private func finished(_ program: BuiltProgram) throws -> String {
        let listed = try program.run(
            [
                "--data-dir", "data", "campaign", "list", "--search", "state:finished channel:email",
                "--columns", "title",
                "--format", "csv", "--limit", "1",
            ])
        let line = try #require(listed.output.split(separator: "\r\n").last)
        return try #require(line.split(separator: ",", maxSplits: 1).last.map(String.init))
    }

    @Test func `a launch is reported in three forms, and each number lists its people`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(contacts: 200, of: program)
        let title = try finished(program)
        let text = try program.run(["--data-dir", "data", "campaign", "report", title])
        #expect(text.status == 0 && text.output.hasPrefix(title + "\n"), "\(text.errors)")

        let json = try program.run(["--data-dir", "data", "campaign", "report", title, "--format", "json"])
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
        #expect(report.states.values.reduce(0, +) == report.audience && report.audience > 0)
        for (state, count) in report.states {
            let people = try program.run([
                "--data-dir", "data", "campaign", "recipients", title, "--search",
                "state:=\"\(state.replacing("_", with: " "))\"", "--format", "csv",
            ])
            #expect(people.output.split(separator: "\r\n").count - 1 == count, "\(state)")
        }

        for link in report.links {
            let people = try program.run([
                "--data-dir", "data", "campaign", "recipients", title, "--search", "links:=\"\(link.link)\"",
                "--format", "csv",
            ])
            #expect(people.output.split(separator: "\r\n").count - 1 == link.people, "\(link.link)")
        }

        let saved = try program.run([
            "--data-dir", "data", "campaign", "report", title, "--output", "report.html",
        ])
        #expect(saved.status == 0 && saved.output.isEmpty, "\(saved.errors)")
        let page = try String(contentsOfFile: program.home + "/report.html", encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<svg") && !page.contains("<script"))
        let again = try program.run([
            "--data-dir", "data", "campaign", "report", title, "--output", "report.html",
        ])
        #expect(again.status != 0 && again.errors.contains("exists already"))
    }

    @Test func `of a person it is told whether a launch took them and what happened`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(contacts: 200, of: program)
        let title = try finished(program)
        let people = try program.run([
            "--data-dir", "data", "campaign", "recipients", title, "--search", "events:accepted", "--limit",
            "1", "--format", "csv", "--columns", "address",
        ])
        let line = try #require(people.output.split(separator: "\r\n").last)
        let address = try #require(line.split(separator: ",").last.map(String.init))
        let taken = try program.run(["--data-dir", "data", "contact", "why", address, "--campaign", title])
        #expect(taken.status == 0 && taken.output.hasPrefix("“\(title)” on embedded took \(address): "))
        #expect(taken.output.contains("  accepted"))
        let absent = try program.run([
            "--data-dir", "data", "contact", "why", "nobody@absent.example", "--campaign", title,
        ])
        #expect(absent.output.hasPrefix("“\(title)” on embedded did not take nobody@absent.example\n"))
        #expect(absent.output.contains("how they were when it was launched is not kept"))
        let agreed = try program.run([
            "--data-dir", "data", "contact", "reconcile", address, "--to", "active", "--yes",
        ])
        #expect(agreed.status == 4 && agreed.errors.contains("do not differ"))
    }

    @Test func `what cannot be reported says why`() throws {
        try Shop.with { shop in
            try shop.create("campaign", "title=Draft <one>", "audience=all contacts")
            let refused = try shop.run(["campaign", "report", "Draft <one>"])
            #expect(refused.status == 4 && refused.errors.contains("nothing was sent yet"))
            #expect(try shop.run("campaign report nosuch").status == 3)
            #expect(try shop.run(["campaign", "report", "Draft <one>", "--output", "a.pdf"]).status == 2)
        }
    }
}
