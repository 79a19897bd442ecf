import FoundationEssentials
import ServiceCore
import Testing

@Suite struct DatedTextTests {
    private let date = Date(timeIntervalSince1970: 1_772_366_400)

    @Test func `times are written as whoever shows them writes them`() {
        let last: DatedText = ", the last \(date)"
        let note: DatedText = "\(2) hard bounces\(last)"
        #expect(note.text { _ in "yesterday" } == "2 hard bounces, the last yesterday")
        #expect(note.plainText == "2 hard bounces, the last 2026-03-01T12:00:00Z")
    }

    @Test func `a note of words alone is equal to its text`() {
        let word = "vip"
        #expect("groups: \(word)" as DatedText == "groups: vip")
    }

    @Test func `kept words have their times again, and say the same`() {
        let kept = "held from 2026-03-01T12:00:00Z, goes on at 2026-03-02T00:00:00Z"
        let note = DatedText(kept: kept)
        #expect(note.text { _ in "?" } == "held from ?, goes on at ?")
        #expect(note.plainText == kept)
        #expect(note == "held from \(date), goes on at \(date + 43_200)")
    }

    @Test(arguments: [
        "", "vip", "2026-03-01", "12026-03-01T12:00:00Z", "2026-13-01T12:00:00Z", "2026-03-01T12:00",
    ])
    func `what names no instant stays as it is`(kept: String) {
        #expect(FieldValue.kept(kept) == .text(kept))
    }
}
