import FoundationEssentials
import ServiceCore
import Testing

@Suite struct RetryAfterTests {
    private static let now = Date(timeIntervalSince1970: 784_111_737)  // 1994-11-06 08:48:57

    @Test(arguments: [
        ("0", 0), ("120", 120), (" 7 ", 7), ("1.2", 2), ("86401", 86_400),
        ("99999999999999999999999", 86_400), ("Sun, 06 Nov 1994 08:49:37 GMT", 40),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 40), ("Sun Nov  6 08:49:37 1994", 40),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("Fri, 31 Dec 9998 23:59:59 GMT", 86_400),
    ])
    func `a wait is read in every form, never longer than a day`(_ header: String, _ seconds: Int) {
        #expect(RetryAfter.wait(header, now: Self.now) == .seconds(seconds))
    }

    @Test(arguments: [
        nil, "", "-5", "1.2.3", ".", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "06 Nov 1994", "1e3", "NaN",
    ])
    func `what says no time is none`(_ header: String?) {
        #expect(RetryAfter.wait(header, now: Self.now) == nil)
    }

    @Test func `the hint has the seconds`() {
        #expect(RetryAfter.hint(.seconds(120)) == "Try again in 120 s.")
        #expect(RetryAfter.hint(.zero) == "Try again.")
        #expect(RetryAfter.hint(nil) == "Try again in a few minutes.")
    }
}
