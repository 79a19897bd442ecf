import Testing

@testable import ServiceCore

/// Whose addresses and numbers leave a text, and what else stays word for word.
@Suite struct RedactionTests {
    private let redaction = Redaction(["kim@a.test", "+34 600 112 233"])

    @Test(arguments: [
        ("call +34600112244 550 5.1.1", "call # 550 5.1.1"), ("+1 (603) 555-0100, then", "#, then"),
        ("0049 171 1234567.", "#."), ("(0171 1234567)", "(#)"), ("01 23 45 67 89", "#"),
        ("(603) 555-0100", "#"), ("603.555.0100 or 1-603-555-0101", "# or #"),
        ("tel:+49-30-12345678", "tel:#"),
        ("boss=+442079460958;x", "boss=#;x"), ("+34600112244\u{A0}", "#\u{A0}"),
    ])
    func `numbers of others are taken out, however they are written`(text: String, cleaned: String) {
        #expect(redaction.clean(text) == cleaned.replacing("#", with: Redaction.numberMark))
    }

    @Test(arguments: [
        "550 5.7.1 192.0.2.17 listed; see 2026-03-01 12:00:00 +0100", "01.12.2026 12:00",
        "250 2.0.0 ok 1612345678 qp 9931",
        "5b0f7a3c-9114-4552-8a6b-017112345678", "SHA-256 00112233445566778899aabb", "1,234,567 bytes",
        "q0171234567x",
        "X-Id: 4711-0815", "12 of 1,000", "https://a.test/p/0171-x", "",
    ])
    func `codes, dates, hashes and sizes stay as they are`(text: String) {
        #expect(redaction.clean(text) == text)
    }

    @Test(arguments: ["+34600112233", "0034 600 112 233", "+34 600-11-22-33", "kim@a.test", "Kim@A.test"])
    func `what is the person's own stays, however it is written`(text: String) {
        #expect(redaction.clean("is \(text) right?") == "is \(text) right?")
    }

    @Test func `addresses with digits are taken out as addresses`() {
        #expect(redaction.clean("+34600112244@sms.test") == Redaction.mark)
    }
}
