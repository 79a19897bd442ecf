import ServiceCore
import Testing

@testable import sendboard

/// `KIND show`: what nobody told is not taken for what is known to be empty.
@Suite struct RowShowingTests {
    private func shown(_ row: Row, _ format: OutputFormat = .table) throws -> String {
        let captured = CapturedConsole()
        try RowShowing(format: format).write(row, captured.console.output)
        return captured.text
    }

    @Test func `what was not told is a dash, and null in JSON`() throws {
        var account = Account.untold(ResourceID("dyn", .account, "a@x.test"), username: "a@x.test")
        account.tracking.links = true
        let text = try shown(Row(account))
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("Tracks opens –") && lines.contains("Tracks links yes"), "\(text)")
        #expect(try shown(Row(account), .json).contains(#""track_opens":null,"track_links":true"#))
    }
}
