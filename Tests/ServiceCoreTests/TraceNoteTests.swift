import FoundationEssentials
import ServiceCore
import Testing

@Suite struct TraceNoteTests {
    private let date = Date(timeIntervalSince1970: 1_772_366_400)

    @Test func `times are written as whoever shows them writes them`() {
        let last: TraceNote = ", the last \(date)"
        let note: TraceNote = "\(2) hard bounces\(last)"
        #expect(note.text { _ in "yesterday" } == "2 hard bounces, the last yesterday")
        #expect(note.plainText == "2 hard bounces, the last 2026-03-01T12:00:00Z")
    }

    @Test func `a note of words alone is equal to its text`() {
        let word = "vip"
        #expect("groups: \(word)" as TraceNote == "groups: vip")
    }
}
