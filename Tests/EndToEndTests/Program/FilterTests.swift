import Foundation
import Testing

/// The grammar of filters through the built program.
@Suite struct FilterTests {
    private func emails(_ program: BuiltProgram, _ filter: String) throws -> [String] {
        let result = try program.run([
            "contact", "list", "--data-dir", "data", "--search", filter, "--format", "json",
        ])
        try #require(result.status == 0, "\(filter): \(result.errors)")
        let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
        return (rows ?? []).compactMap { $0["email"] as? String }
    }

    @Test func `either of several values, regular expressions and headings find what one by one they do`()
        async throws
    {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(contacts: 40, of: program)
        let all = try emails(program, "")
        let two = Array(all.prefix(2))
        #expect(Set(try emails(program, "email:=\(two.joined(separator: ","))")) == Set(two))
        #expect(
            Set(try emails(program, "-email:=\(two.joined(separator: ","))")) == Set(all).subtracting(two))
        let first = String(all[0].prefix(1))
        #expect(
            Set(try emails(program, "email:~^\(first).*@")) == Set(all.filter { $0.hasPrefix(first) }))
        #expect(try emails(program, "last-event:view") == emails(program, "last_event:view"))
    }

    @Test func `what cannot be read is refused with a sentence and exit code 2`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try await ReadyDemo.copy(contacts: 40, of: program)
        for (filter, words) in [
            ("email:~(a", "has a “(” that is not closed"), ("filter:nosuch", "No filter of contacts is kept"),
            ("age:~1", "is no text for a regular expression"),
        ] {
            let result = try program.run(["contact", "list", "--data-dir", "data", "--search", filter])
            #expect(result.status == 2 && result.errors.contains(words), "\(filter): \(result.errors)")
        }
    }
}
