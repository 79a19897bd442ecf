import ServiceCore
import Testing

@Suite struct MailAddressTests {
    @Test(arguments: [
        ("re\u{301}mi@a.example", "rémi@a.example"), ("RÉMI@A.EXAMPLE", "rémi@a.example"),
        ("Ana.Ruiz+x@Example.COM", "ana.ruiz+x@example.com"), ("  ana@a.example\t", "ana@a.example"),
        ("ΒΟΡΡΑΣ@a.example", "βορρας@a.example"), ("\u{212A}im@a.example", "kim@a.example"),
        ("info@münchen.example", "info@xn--mnchen-3ya.example"),
        ("info@MU\u{308}NCHEN.example", "info@XN--MNCHEN-3YA.EXAMPLE"),
        ("info@faß.example", "info@xn--fa-hia.example"), ("a@日本語。jp", "a@xn--wgv71a119e.jp"),
        ("a@ｅｘａｍｐｌｅ.com", "a@example.com"), ("a@example.com.", "a@example.com"),
        ("a@مثال.إختبار", "a@xn--mgbh0fb.xn--kgbechtv"), ("a@[192.0.2.1]", "a@[192.0.2.1]"),
        ("a@[IPv6:2001:DB8:0:0::1]", "a@[ipv6:2001:db8::1]"),
        ("user%x/y=z@a.example", "USER%X/Y=Z@A.example"),
    ])
    func `one person has one key`(left: String, right: String) throws {
        let (left, right) = (try MailAddress(left), try MailAddress(right))
        #expect(left.key.unicodeScalars.elementsEqual(right.key.unicodeScalars))
        #expect(left == right)
    }

    @Test(arguments: [
        ("strasse@a.example", "straße@a.example"), ("ano@a.example", "año@a.example"),
        ("a@fass.example", "a@faß.example"), ("i@a.example", "ı@a.example"),
        ("a.b@a.example", "ab@a.example"),
        ("fin@a.example", "ﬁn@a.example"), ("ａ@a.example", "a@a.example"),
    ])
    func `two people have two`(left: String, right: String) throws {
        #expect(try MailAddress(left) != MailAddress(right))
    }

    @Test(arguments: [
        ("Ana@Example.COM", "Ana@Example.COM"), (" re\u{301}mi@a.example ", "re\u{301}mi@a.example"),
        ("Info@München.example.", "Info@München.example"),
    ])
    func `what was typed stays beside it`(typed: String, written: String) throws {
        #expect(try MailAddress(typed).written.unicodeScalars.elementsEqual(written.unicodeScalars))
    }

    @Test(arguments: [
        "a@example.com", "a@Example.COM", "a@example.com.", "a@xn--mnchen-3ya.example", "a@münchen.example",
        "\"a@b\"@c.example", "a@b--c.example", "a@[192.0.2.1]", "ana.ruiz+x@mail-1.a2.example",
        "a@-b.example",
        "a@b-.example",
    ])
    func `the domain of a text is that of the address that it is`(text: String) throws {
        if let mail = try? MailAddress(text) { #expect(MailAddress.domain(of: text) == mail.domain) }
    }

    @Test func `the domain is told in its one form`() throws {
        #expect(try MailAddress("a@München.example").domain == "xn--mnchen-3ya.example")
        #expect(try MailAddress("a@[IPv6:2001:DB8::0001]").domain == "[ipv6:2001:db8::1]")
    }

    @Test(arguments: [
        "zed\u{200B}@a.example", "zed@a\u{200D}.example", "\u{202E}zed@a.example", "zed@a.example\u{FEFF}",
        "ze\u{AD}d@a.example", "ze\u{2066}d@a.example", "zed@a.exam\u{E0041}ple", "z\u{FE0F}@a.example",
        "z\u{3164}@a.example", "z\u{A0}d@a.example", "z\u{2800}@a.example", "z\u{FFFD}@a.example",
        "z\u{E000}@a.example", "z\(Unicode.Scalar(0xFDD0 as UInt32) ?? "x")@a.example", "z\u{378}@a.example",
        "z\u{0}@a.example", "z d@a.example",
        "z\r\n@a.example", "z@a.\u{200E}example", "z\u{61C}@a.example", "z\u{34F}@a.example",
    ])
    func `nothing unseen is taken anywhere`(text: String) {
        #expect { try MailAddress(text) } throws: { error in
            guard case MailAddressFault.unseen = error else { return false }
            return true
        }
    }

    @Test(arguments: [
        ("ana", MailAddressFault.noSign), ("@a.example", .local), (".a@a.example", .local),
        ("a.@a.example", .local),
        ("a..b@a.example", .local), ("\"a b\"@a.example", .unseen(" ")), ("\"a\"@a.example", .local),
        ("a@b@a.example", .local), ("a,b@a.example", .local), ("<a@a.example", .local), ("a@", .domain),
        ("a@localhost", .domain), ("a@.example", .domain), ("a@a..example", .domain),
        ("a@a.example..", .domain),
        ("a@-a.example", .domain), ("a@a-.example", .domain), ("a@a_b.example", .domain),
        ("a@192.0.2.1", .domain),
        ("a@example.123", .domain), ("a@example.١٢٣", .domain), ("a@example.१२३", .domain),
        ("a@example.１２３", .domain), ("a@xn--zzzz.example", .domain),
        ("a@xn--.example", .domain), ("a@xn--abc-.example", .domain), ("a@xn--a.example", .domain),
        ("a@[192.0.2.256]", .domain), ("a@[192.0.2.01]", .domain), ("a@[2001:db8::1]", .domain),
        ("a@[IPv6:2001:db8:::1]", .domain), ("a@[]", .domain), ("a@\u{301}a.example", .domain),
        ("a@exa!mple.com", .domain), ("a@a.example\u{FF20}b", .domain),
    ])
    func `what is none is refused with its reason`(text: String, fault: MailAddressFault) {
        #expect(throws: fault) { try MailAddress(text) }
    }

    @Test func `lengths are those of what is sent`() throws {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        _ = try MailAddress("\(local)@\(label).example")
        #expect(throws: MailAddressFault.tooLong) { try MailAddress("\(local)a@a.example") }
        #expect(throws: MailAddressFault.tooLong) {
            try MailAddress("\(String(repeating: "é", count: 33))@a.example")
        }
        #expect(throws: MailAddressFault.domain) { try MailAddress("a@\(label)b.example") }
        // 59 letters encode to more than 63 octets.
        #expect(throws: MailAddressFault.domain) {
            try MailAddress("a@\(String(repeating: "ü", count: 59)).example")
        }
        let long = "\(local)@\(label).\(label).\(String(repeating: "c", count: 57)).ex"
        #expect(try MailAddress(long).key.utf8.count == 253)
        #expect(throws: MailAddressFault.tooLong) { try MailAddress("\(local)@\(label).\(label).\(label)") }
    }

    @Test func `an unseen character is named`() {
        #expect(MailAddressFault.unseen("\u{200B}").words == "it holds the unseen character U+200B")
    }
}
