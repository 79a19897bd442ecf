import ServiceCore
import Testing

@testable import sendboard

/// What standard error says of a list; the errors of a captured console are no terminal.
@Suite struct ListNotesTests {
    @Test func `a sentence is told once, however many say it`() {
        let captured = CapturedConsole()
        let notes = ListNotes(captured.console)
        for sentence in ["dyn is stale.", "dmds is stale.", "dyn is stale."] { notes.tell(sentence) }
        #expect(captured.complaints == "dyn is stale.\ndmds is stale.\n")
        #expect(captured.text.isEmpty)
    }

    @Test func `a failure is told with its hint, and steers nothing`() {
        let captured = CapturedConsole()
        ListNotes(captured.console).tell(
            ServiceError(.unavailable, "dyn is \u{1B}[31mdown.", hint: "Try again."))
        #expect(captured.complaints == "sendboard: dyn is ␛[31mdown.\nhint: Try again.\n")
    }

    @Test func `how far it is comes with every ten thousand rows`() {
        let captured = CapturedConsole()
        let notes = ListNotes(captured.console)
        for count in [500, 9_999, 10_000, 10_500, 20_000] {
            notes.progress(count, of: 15_000, "contacts", "dmds")
        }
        #expect(
            captured.complaints == """
                dmds: 10,000 of 15,000 contacts read
                dmds: 20,000 of 20,000 contacts read

                """)
    }

    @Test func `rows on a terminal say themselves how far they are`() {
        let captured = CapturedConsole(isTerminal: true)
        ListNotes(captured.console).progress(50_000, of: nil, "contacts", "dmds")
        #expect(captured.complaints.isEmpty)
    }
}
