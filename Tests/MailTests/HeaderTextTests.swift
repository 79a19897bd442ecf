import Testing

@testable import Mail

@Suite struct HeaderTextTests {
    /// By hand from RFC 2047 §2 and §8.
    @Test(arguments: [
        ("Hello", "Hello"), ("=?utf-8?Q?caf=C3=A9_au_lait_?= x", "café au lait  x"),
        ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?_b?=", "a b"), ("=?utf-8?B?w7Y=?=", "ö"),
        ("=?iso-8859-1*en?q?=E9?= =?utf-8?b?w7Y=?= end", "éö end"), ("a =?utf-8?q?b?=", "a b"),
        ("=?big5?B?pKQ=?= x", "=?big5?B?pKQ=?= x"), ("=?utf-8?X?a?=", "=?utf-8?X?a?="), ("1 =? 2", "1 =? 2"),
        ("=?utf-8?q?a", "=?utf-8?q?a"), ("=?windows-1252?Q?=80?=", "€"),
    ])
    func `encoded words are read, and what is none stays`(_ written: String, _ read: String) {
        #expect(HeaderText.read(written) == read.split(separator: " ").joined(separator: " "))
    }

    @Test func `it is one line of bounded length, whatever the words hide`() {
        #expect(HeaderText.read("=?utf-8?q?a=0D=0ABcc:_x=00?=") == "a Bcc: x")
        #expect(HeaderText.read(String(repeating: "é", count: 100), upTo: 9) == "éééé")
    }
}
