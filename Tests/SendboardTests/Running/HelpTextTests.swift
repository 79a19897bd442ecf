import Foundation
import Testing

@testable import sendboard

@Suite struct HelpTextTests {
    private let help = """
        OVERVIEW: Lists rows.

        USAGE: sendboard contact list

        OPTIONS OF EVERY COMMAND:
          --utc   Show all times in UTC.

        OPTIONS:
          --sort  By which field.

          See 'sendboard help' for more.
        """

    @Test func `what is the command's own comes first, where more is to be had last`() {
        let sections = HelpText.arranged(help).components(separatedBy: "\n\n")
        #expect(
            sections.map { $0.prefix(12) } == [
                "OVERVIEW: Li", "USAGE: sendb", "OPTIONS:\n  -", "OPTIONS OF E", "  See 'sendb",
            ])
    }

    @Test func `what the parser knows nothing of stands before the common options`() {
        let sections = HelpText.arranged(help, more: "FIELDS:\n  email=").components(separatedBy: "\n\n")
        #expect(sections[3] == "FIELDS:\n  email=" && sections[4].hasPrefix("OPTIONS OF EVERY COMMAND:"))
    }

    @Test func `help without common options stays as it is`() {
        #expect(HelpText.arranged("OVERVIEW: It.\n\n\nUSAGE: x") == "OVERVIEW: It.\n\nUSAGE: x")
    }
}
