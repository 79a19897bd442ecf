import ServiceCore
import Testing

@testable import sendboard

/// `KIND show`: what nobody told is not taken for what is known to be empty.
@Suite struct RowShowingTests {
    private func shown(
        _ row: Row, isHosted: Bool = false, _ format: OutputFormat = .table
    ) throws -> String {
        let captured = CapturedConsole()
        try RowShowing(format: format).write(row, isHosted: isHosted, captured.console.output)
        return captured.text
    }

    @Test func `what was not told is a dash, and null in JSON`() throws {
        var account = Account.untold(ResourceID("dyn", .account, "a@x.test"), username: "a@x.test")
        account.tracking.links = true
        let text = try shown(Row(account))
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("Tracks opens –") && lines.contains("Tracks links yes"), "\(text)")
        #expect(
            try shown(Row(account), isHosted: true, .json).contains(#""track_opens":null,"track_links":true"#)
        )
    }

    @Test func `what a hosted platform never told of a row is there as a dash`() throws {
        let account = Account.untold(ResourceID("dyn", .account, "a@x.test"), username: "a@x.test")
        let (own, hosted) = (try shown(Row(account)), try shown(Row(account), isHosted: true))
        for label in ["Created", "SMS credits", "API key"] {
            #expect(hosted.contains("\n\(label) "), "\(label)")
            #expect(!own.contains("\n\(label) "), "\(label)")
        }
    }
}
