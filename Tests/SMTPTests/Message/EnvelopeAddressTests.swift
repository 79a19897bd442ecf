import Testing

@testable import SMTP

/// Case X1.
@Suite struct EnvelopeAddressTests {
    @Test(arguments: [
        "ana@example.org", "ana.b+tag@sub.example.org", "a@localhost", "o'hara!#$%&*/=?^_`{|}~-@example.org",
        "\"ana b\"@example.org", "\"a\\\"b\"@example.org", "\"a@b\"@example.org", "a@[192.0.2.1]",
        "a@[IPv6:2001:db8::1]", "b0123abcd@bounces.example.org", "a@x_y.example",
    ])
    func `an address is taken as it is`(_ text: String) throws {
        let address = try EnvelopeAddress(text)
        #expect(address.text == text)
        #expect(!address.needsUTF8)
    }

    @Test(arguments: ["ünal@example.org", "a@exämple.org", "日本@例え.jp"])
    func `one beyond ASCII says so`(_ text: String) throws {
        #expect(try EnvelopeAddress(text).needsUTF8)
    }

    @Test(arguments: [
        "a\r\nRCPT TO:<b@example.org>@example.org", "a@example.org\r\nDATA", "a\n@example.org",
        "a\0@example.org", "a@example.org\u{7F}", "a\t@example.org", "<a@example.org>",
        "a@example.org> SIZE=1",
        "\"<>\"@example.org", "\"a\r\nb\"@example.org", "@relay.example:<a@example.org>",
    ])
    func `nothing that could end a command is taken`(_ text: String) {
        #expect(throws: EnvelopeAddressFault.forbiddenCharacter) { try EnvelopeAddress(text) }
    }

    @Test(
        arguments: [
            ("ana", .noDomain), ("ana@", .noDomain), ("ana@.example", .noDomain), ("ana@example.", .noDomain),
            ("ana@-x.example", .noDomain), ("ana@exa mple.org", .noDomain), ("ana@[]", .noDomain),
            ("ana@[1.2.3.4", .noDomain), ("ana@a,b@c.example", .localPart), ("@example.org", .localPart),
            ("a b@example.org", .localPart), ("a..@example.org", .localPart), (".a@example.org", .localPart),
            ("\"a\"b\"@example.org", .localPart), ("\"a\\\"@example.org", .localPart),
            ("\"@example.org", .localPart),
            ("\"\"@example.org", .localPart), ("@a,@b:c@example.org", .localPart), ("", .noDomain),
            (String(repeating: "a", count: 65) + "@example.org", .tooLong),
            ("a@" + String(repeating: "b", count: 253), .tooLong),
        ] as [(String, EnvelopeAddressFault)])
    func `what is no address is refused with why`(_ text: String, _ fault: EnvelopeAddressFault) {
        #expect(throws: fault) { try EnvelopeAddress(text) }
    }

    @Test func `every refusal has words of its own`() {
        let faults: [EnvelopeAddressFault] = [.forbiddenCharacter, .localPart, .noDomain, .tooLong]
        #expect(Set(faults.map(\.words)).count == faults.count)
    }
}
