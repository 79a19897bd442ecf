import Testing

@Suite struct ManualCommandTests {
    private func run(_ line: String) throws -> BuiltProgram.Result {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        return try program.run(line)
    }

    @Test func `the manual lists its topics, a sentence each, within 80 columns`() throws {
        let lines = try run("manual").output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("TOPIC") == true && lines.count > 10)
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(".") })
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `a topic prints its page as plain text`() throws {
        let page = try run("manual filter").output
        #expect(page.hasPrefix("The filter\n\n  One grammar"))
        #expect(page.contains("\n  `since:7d`"))
        #expect(!page.contains("\u{1B}") && !page.contains("| ---"))
    }

    @Test func `an unknown topic is told with the nearest`() throws {
        let result = try run("manual setings")
        #expect(
            result.errors == """
                sendboard: The manual has no topic “setings”.
                hint: Did you mean settings?

                """)
        #expect(result.output == "")
    }
}
