import Testing

@testable import sendboard

@Suite struct TextTableTests {
    private func written(_ format: OutputFormat, _ lines: [[String]]) throws -> String {
        let captured = CapturedConsole()
        try TextTable(fields: ["name", "kept_in"], lines: lines).write(format, captured.console.output)
        return captured.text
    }

    private static let lines = [["日本", "a,b"], ["x", "=\u{1B}[31m"]]

    @Test func `a table is aligned by width and steers nothing`() throws {
        #expect(try written(.table, Self.lines) == "NAME  KEPT IN\n日本  a,b\nx     =␛[31m\n")
    }

    @Test func `CSV quotes what it must and disarms formulas`() throws {
        #expect(
            try written(.csv, Self.lines) == "name,kept_in\r\n日本,\"a,b\"\r\nx,'=\\u001b[31m\r\n")
    }

    @Test func `JSON is an array with an object a line`() throws {
        #expect(
            try written(.json, Self.lines) == #"""
                [
                {"name":"日本","kept_in":"a,b"},
                {"name":"x","kept_in":"=\u001b[31m"}
                ]

                """#)
    }

    @Test(arguments: [(OutputFormat.table, "NAME  KEPT IN\n"), (.csv, "name,kept_in\r\n")])
    func `without lines there are the heads`(format: OutputFormat, text: String) throws {
        #expect(try written(format, []) == text)
    }
}
