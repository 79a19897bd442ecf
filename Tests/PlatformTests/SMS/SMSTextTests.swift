import ServiceCore
import Testing

@testable import Platform

@Suite struct SMSTextTests {
    @Test(arguments: [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3)])
    func `plain text takes parts of 160 alone and 153 together`(_ length: Int, _ parts: Int) {
        let text = SMSText(String(repeating: "a", count: length), type: .smsPlain)
        #expect(text.alphabet == .gsm7)
        #expect(text.parts == parts)
    }

    @Test(arguments: [(70, 1), (71, 2), (134, 2), (135, 3)])
    func `unicode takes parts of 70 alone and 67 together`(_ length: Int, _ parts: Int) {
        let text = SMSText(String(repeating: "a", count: length), type: .smsUnicode)
        #expect(text.alphabet == .ucs2)
        #expect(text.parts == parts)
    }

    @Test func `characters of the extension count two and are not cut in the middle`() {
        #expect(SMSText(String(repeating: "€", count: 80), type: .smsPlain).parts == 1)
        #expect(SMSText(String(repeating: "€", count: 81), type: .smsPlain).length == 162)
        // 153 is odd: each part holds 76 of them, so 153 need three parts though 306 septets are two times 153.
        #expect(SMSText(String(repeating: "€", count: 153), type: .smsPlain).parts == 3)
    }

    @Test func `an emoji counts two units and is not cut in the middle`() {
        let text = SMSText(String(repeating: "😀", count: 67), type: .smsUnicode)
        #expect(text.length == 134)
        #expect(text.parts == 3)
    }

    @Test func `a foreign character in plain text is named and takes unicode`() {
        let text = SMSText("Hola, señor 你", type: .smsPlain)
        #expect(text.alphabet == .ucs2)
        #expect(text.foreign == "你")
        #expect(SMSText("Hola, señor", type: .smsPlain).foreign == nil)
    }

    @Test(arguments: [
        ("Shop", true), ("Shop1234567", true), ("Shop12345678", false), ("123456789012345678", true),
        ("1234567890123456789", false), ("My shop", false), ("", false),
    ])
    func `a sender has at most 11 letters and digits or 18 digits`(_ sender: String, _ isRight: Bool) {
        let isTaken = (try? SMSSender.check(sender, field: "sender")) != nil
        #expect(isTaken == isRight)
    }
}
