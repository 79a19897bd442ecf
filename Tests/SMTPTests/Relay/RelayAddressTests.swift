import Testing

@testable import SMTP

@Suite struct RelayAddressTests {
    private static let whole: [(String, RelayAddress, String)] = [
        (
            "smtp://relay.example", RelayAddress(host: "relay.example", port: 587),
            "smtp://relay.example:587"
        ),
        ("smtp://localhost", RelayAddress(host: "localhost", port: 25), "smtp://localhost:25"),
        ("smtp://127.0.0.1:2525", RelayAddress(host: "127.0.0.1", port: 2525), "smtp://127.0.0.1:2525"),
        ("smtps://relay.example/", RelayAddress(.smtps, host: "relay.example"), "smtps://relay.example:465"),
        (
            "SMTP://ana@Relay.EXAMPLE:26", RelayAddress(user: "ana", host: "relay.example", port: 26),
            "smtp://ana@relay.example:26"
        ),
        (
            "smtp://ana%40example.org@relay.example",
            RelayAddress(user: "ana@example.org", host: "relay.example"),
            "smtp://ana%40example.org@relay.example:587"
        ),
        (
            "smtp://ana@example.org@relay.example",
            RelayAddress(user: "ana@example.org", host: "relay.example"),
            "smtp://ana%40example.org@relay.example:587"
        ),
        (
            "smtps://[2001:db8::1]:4650", RelayAddress(.smtps, host: "2001:db8::1", port: 4650),
            "smtps://[2001:db8::1]:4650"
        ),
        ("smtp://[::1]", RelayAddress(host: "::1", port: 25), "smtp://[::1]:25"),
    ]

    @Test(arguments: whole)
    func `an address is read and written`(_ text: String, _ address: RelayAddress, _ written: String) throws {
        #expect(try RelayAddress(parsing: text) == address)
        #expect(address.description == written)
        #expect(try RelayAddress(parsing: written) == address)
    }

    @Test(
        arguments: [
            ("relay.example", .scheme), ("http://relay.example", .scheme), ("smtp:relay.example", .scheme),
            ("", .scheme), ("smtp://ana:s3cret@relay.example", .password),
            ("smtp://:s3cret@relay.example", .password),
            ("smtp://ana:@relay.example", .password), ("smtp://@relay.example", .user),
            ("smtp://a%4@relay.example", .user), ("smtp://a%0d%0ab@relay.example", .user),
            ("smtp://a%FF@relay.example", .user), ("smtp://", .host), ("smtp:///x", .tooMuch),
            ("smtp://relay .example", .host), ("smtp://rélay.example", .host), ("smtp://-x.example", .host),
            ("smtp://[::1", .host), ("smtp://[relay]", .host), ("smtp://[::1]x", .host),
            ("smtp://:25", .host),
            ("smtp://relay.example:", .port), ("smtp://relay.example:0", .port),
            ("smtp://relay.example:65536", .port),
            ("smtp://relay.example:2 5", .port), ("smtp://relay.example:-1", .port),
            ("smtp://relay.example:25:25", .port), ("smtp://relay.example/inbox", .tooMuch),
            ("smtp://relay.example?tls=no", .tooMuch), ("smtp://relay.example#x", .tooMuch),
        ] as [(String, RelayAddressFault)])
    func `what is none is refused with why`(_ text: String, _ fault: RelayAddressFault) {
        #expect(throws: fault) { try RelayAddress(parsing: text) }
    }

    @Test func `no refusal repeats the address, and each has a hint`() {
        for fault in RelayAddressFault.allCases {
            #expect(!fault.message.contains("s3cret"))
            #expect(fault.hint.hasSuffix("."))
        }
        #expect(Set(RelayAddressFault.allCases.map(\.message)).count == RelayAddressFault.allCases.count)
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.1.2.3", true), ("::1", true),
        ("127.evil.example", false),
        ("127.0.0.256", false), ("localhost.example", false), ("10.0.0.1", false),
        ("127.0.0.1.example", false),
    ])
    func `only what certainly stays on this machine may go without TLS`(_ host: String, _ isLoopback: Bool) {
        let relay = RelayAddress(host: host)
        #expect(relay.isLoopback == isLoopback)
        #expect(RelaySecurity(for: relay) == (isLoopback ? .opportunistic : .required))
        #expect(RelaySecurity(for: RelayAddress(.smtps, host: host)) == .implicit)
    }

    @Test func `a login shows no password when it is printed or reflected`() {
        let login = RelayLogin(user: "ana", password: { "s3cret" })
        var dumped = ""
        dump(login, to: &dumped)
        #expect(!("\(login)" + dumped + String(reflecting: login)).contains("s3cret"))
    }
}
