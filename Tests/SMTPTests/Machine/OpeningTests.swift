import Testing

@testable import SMTP

/// Case X9.
@Suite struct OpeningTests {
    private static let login = RelayLogin(user: "ana", password: { "s3cret" })

    @Test func `it greets, asks what the relay can and is open`() {
        var driver = MachineDriver()
        #expect(driver.connect() == [])
        #expect(driver.machine.wait == .greeting)
        #expect(driver.hear("220-relay\r\n220 ESMTP\r\n") == ["> EHLO client.test"])
        #expect(driver.machine.wait == .command)
        #expect(
            driver.hear("250-relay\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250 AUTH PLAIN\r\n") == ["opened"])
        #expect(driver.machine.wait == .idle)
        #expect(driver.machine.capabilities.pipelining)
        #expect(driver.machine.capabilities.largestMessage == 1000)
    }

    @Test(arguments: ["500 what\r\n", "502 no\r\n", "550 no\r\n", "504 no\r\n"])
    func `a relay that does not know EHLO is greeted as of old`(_ reply: String) {
        var driver = MachineDriver(security: .opportunistic)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        #expect(driver.hear(reply) == ["> HELO client.test"])
        #expect(driver.hear("250 relay PIPELINING\r\n") == ["opened"])
        #expect(driver.machine.capabilities == Capabilities())
    }

    @Test func `TLS is agreed on, and what was announced in clear is forgotten`() {
        var driver = MachineDriver(security: .required, login: Self.login)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        #expect(
            driver.hear("250-relay\r\n250-SIZE 10\r\n250-AUTH CRAM-MD5\r\n250 STARTTLS\r\n") == ["> STARTTLS"]
        )
        #expect(driver.hear("220 go\r\n") == ["TLS"])
        #expect(driver.machine.wait == .tls)
        #expect(driver.machine.capabilities == Capabilities())
        #expect(driver.secure() == ["> EHLO client.test"])
        #expect(driver.hear("250-relay\r\n250 AUTH LOGIN PLAIN\r\n") == ["> AUTH PLAIN AGFuYQBzM2NyZXQ="])
        #expect(driver.machine.wait == .auth)
        #expect(driver.hear("235 2.7.0 welcome\r\n") == ["opened"])
        #expect(driver.machine.capabilities.largestMessage == nil)
    }

    @Test func `TLS comes first where the address says so`() {
        var driver = MachineDriver(security: .implicit)
        #expect(driver.connect() == ["TLS"])
        #expect(driver.machine.wait == .tls)
        #expect(driver.secure() == [])
        #expect(driver.hear("220 relay\r\n") == ["> EHLO client.test"])
        #expect(driver.hear("250-relay\r\n250 STARTTLS\r\n") == ["opened"])
    }

    @Test(arguments: [
        "250-relay\r\n250 SIZE 10\r\n", "250 relay\r\n", "250-relay\r\n250 XSTARTTLS\r\n", "500 what\r\n",
    ])
    func `without TLS that is required nothing more is said`(_ hello: String) {
        var driver = MachineDriver(security: .required, login: Self.login, trusts: true)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        #expect(driver.hear(hello) == ["failed", "close"])
        #expect(driver.failure?.scope == .relay)
    }

    @Test func `a refused STARTTLS ends what requires it and not what only prefers it`() {
        for (security, told) in [
            (RelaySecurity.required, ["failed", "close"]), (.opportunistic, ["opened"]),
        ] {
            var driver = MachineDriver(security: security)
            _ = driver.connect()
            _ = driver.hear("220 relay\r\n")
            _ = driver.hear("250-relay\r\n250 STARTTLS\r\n")
            #expect(driver.hear("454 4.7.0 not now\r\n") == told)
        }
    }

    @Test(arguments: ["220 go\r\n250-evil\r\n250 AUTH PLAIN\r\n", "220 go\r\n2", "220-go\r\n220 now\r\n\r\n"])
    func `text put in before TLS ends the session`(_ injected: String) {
        var driver = MachineDriver(security: .required)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        _ = driver.hear("250-relay\r\n250 STARTTLS\r\n")
        #expect(driver.hear(injected) == ["failed", "close"])
        #expect(driver.failure == DeliveryFault(.tls, .violation(.textBeforeTLS)))
    }

    @Test(arguments: [
        ("AUTH PLAIN LOGIN", ["> AUTH PLAIN AGFuYQBzM2NyZXQ="]),
        ("AUTH LOGIN PLAIN", ["> AUTH PLAIN AGFuYQBzM2NyZXQ="]),
        ("AUTH=PLAIN", ["> AUTH PLAIN AGFuYQBzM2NyZXQ="]), ("auth plain", ["> AUTH PLAIN AGFuYQBzM2NyZXQ="]),
        ("AUTH CRAM-MD5 LOGIN", ["> AUTH LOGIN"]), ("AUTH CRAM-MD5", ["failed", "close"]),
        ("AUTH", ["failed", "close"]), ("SIZE 1", ["failed", "close"]),
    ])
    func `it logs in by the best way that both know`(_ announced: String, _ told: [String]) {
        var driver = MachineDriver(login: Self.login, trusts: true)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        #expect(driver.hear("250-relay\r\n250 \(announced)\r\n") == told)
    }

    @Test func `LOGIN is answered in two steps`() {
        var driver = MachineDriver(login: Self.login, trusts: true)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        _ = driver.hear("250-relay\r\n250 AUTH LOGIN\r\n")
        #expect(driver.hear("334 VXNlcm5hbWU6\r\n") == ["> YW5h"])
        #expect(driver.hear("334 UGFzc3dvcmQ6\r\n") == ["> czNjcmV0"])
        #expect(driver.hear("235 in\r\n") == ["opened"])
    }

    @Test func `a challenge too many gets no password`() {
        var driver = MachineDriver(login: Self.login, trusts: true)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        _ = driver.hear("250-relay\r\n250 AUTH PLAIN\r\n")
        #expect(driver.hear("334 \r\n") == ["failed", "close"])
    }

    @Test func `a login too long for one line waits to be asked`() {
        let password = String(repeating: "x", count: 600)
        var driver = MachineDriver(login: RelayLogin(user: "ana", password: { password }), trusts: true)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        #expect(driver.hear("250-relay\r\n250 AUTH PLAIN\r\n") == ["> AUTH PLAIN"])
        #expect(driver.hear("334 \r\n").first?.hasPrefix("> AGFuYQB4eHh4") == true)
        #expect(driver.hear("235 in\r\n") == ["opened"])
    }

    @Test(arguments: [RelaySecurity.none, .opportunistic])
    func `no password goes where nobody's certificate was checked`(_ security: RelaySecurity) {
        var driver = MachineDriver(security: security, login: Self.login)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        var told = driver.hear("250-relay\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
        if security == .opportunistic {
            _ = driver.hear("220 go\r\n")
            _ = driver.secure()
            told = driver.hear("250-relay\r\n250 AUTH PLAIN\r\n")
        }
        #expect(told == ["failed", "close"])
        #expect(driver.failure == DeliveryFault(.auth, .loginInClear))
    }

    @Test func `a password with a zero byte is not cut short`() {
        var driver = MachineDriver(login: RelayLogin(user: "ana", password: { "a\0b" }), trusts: true)
        _ = driver.connect()
        _ = driver.hear("220 relay\r\n")
        #expect(driver.hear("250-relay\r\n250 AUTH PLAIN\r\n") == ["failed", "close"])
        #expect(driver.failure == DeliveryFault(.auth, .unusableLogin))
    }

    private static let refusals: [([String], Stage, Scope)] = [
        (["554 no\r\n"], .greeting, .relay), (["421 busy\r\n"], .greeting, .session),
        (["450 later\r\n"], .greeting, .relay), (["220 r\r\n", "421 busy\r\n"], .ehlo, .session),
        (["220 r\r\n", "450 later\r\n"], .ehlo, .relay),
        (["220 r\r\n", "250 AUTH PLAIN\r\n"], .auth, .relay),
        (["220 r\r\n", "250-r\r\n250 AUTH PLAIN\r\n", "535 5.7.8 wrong\r\n"], .auth, .relay),
        (["220 r\r\n", "250-r\r\n250 AUTH PLAIN\r\n", "454 4.7.0 later\r\n"], .auth, .relay),
        (["220 r\r\n", "250-r\r\n250 AUTH PLAIN\r\n", "421 bye\r\n"], .auth, .session),
        (["250 hello\r\n"], .greeting, .relay), (["what\r\n"], .greeting, .relay),
        (["220 r\r\n", "354 go\r\n"], .ehlo, .relay),
    ]

    @Test(arguments: refusals)
    func `a refusal is told with its stage and whom it concerns`(
        _ heard: [String], _ stage: Stage, _ scope: Scope
    ) {
        var driver = MachineDriver(login: Self.login, trusts: true)
        _ = driver.connect()
        var told: [String] = []
        for text in heard { told = driver.hear(text) }
        #expect(told == ["failed", "close"])
        #expect(driver.failure?.stage == stage)
        #expect(driver.failure?.scope == scope)
        #expect(driver.machine.isClosed)
        #expect(driver.machine.wait == nil)
        #expect(driver.hear("250 late\r\n") == [])
    }

    @Test func `the end of the connection or of patience is told with its stage`() {
        var driver = MachineDriver()
        #expect(driver.machine.wait == .connect)
        #expect(driver.end(.unreachable("it does not accept connections")) == ["failed", "close"])
        #expect(driver.failure?.stage == .connect)
        driver = MachineDriver()
        _ = driver.connect()
        #expect(driver.expire() == ["failed", "close"])
        #expect(driver.failure == DeliveryFault(.greeting, .timedOut))
        driver = MachineDriver(security: .implicit)
        _ = driver.connect()
        #expect(driver.end(.tls(.handshake("no"))) == ["failed", "close"])
        #expect(driver.failure?.stage == .tls)
    }

    @Test func `an idle session says goodbye, and a relay may close it`() {
        var driver = MachineDriver(announcing: [])
        #expect(driver.expire() == ["> QUIT"])
        #expect(driver.machine.wait == .quit)
        #expect(driver.hear("221 bye\r\n") == ["close"])
        driver = MachineDriver(announcing: [])
        #expect(driver.hear("421 4.4.2 timeout\r\n") == ["close"])
        driver = MachineDriver(announcing: [])
        #expect(driver.hear("250 what\r\n") == ["close"])
        driver = MachineDriver(announcing: [])
        _ = driver.quit()
        #expect(driver.expire() == ["close"])
    }
}
