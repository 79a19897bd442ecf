import Foundation
import Testing

@testable import SMTP

/// Logging in (RFC 4954) and beginning TLS (RFC 3207).
@Suite struct ServerLoginTests {
    private static func greeted(
        isLocal: Bool = true, _ change: (inout MailServerSettings) -> Void = { _ in }
    ) -> ServerDriver {
        var driver = ServerDriver(isLocal: isLocal) { settings in
            settings.offersLogin = true
            change(&settings)
        }
        _ = driver.connect()
        _ = driver.codes("EHLO c")
        return driver
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test func `PLAIN comes with the command or after it`() {
        var driver = Self.greeted()
        #expect(driver.say("AUTH PLAIN \(Self.base64("\0ana\0right"))\r\n") == ["235 2.7.0 Logged in"])
        #expect(driver.machine.facts.user == "ana")
        #expect(driver.codes("AUTH PLAIN") == [503])
        driver = Self.greeted()
        #expect(driver.say("auth plain\r\n") == ["334 "])
        #expect(driver.say("\(Self.base64("ana\0ana\0right"))\r\n") == ["235 2.7.0 Logged in"])
    }

    @Test func `LOGIN asks for one after the other`() {
        var driver = Self.greeted()
        #expect(driver.say("AUTH LOGIN\r\n") == ["334 \(Self.base64("Username:"))"])
        #expect(driver.say("\(Self.base64("ana"))\r\n") == ["334 \(Self.base64("Password:"))"])
        #expect(driver.say("\(Self.base64("right"))\r\n") == ["235 2.7.0 Logged in"])
        driver = Self.greeted()
        #expect(driver.codes("AUTH LOGIN \(Self.base64("ana"))", Self.base64("wrong")) == [334, 535])
        #expect(driver.machine.facts.user == nil)
    }

    private static let malformed = [
        "%%%", base64("ana\0right"), base64("bo\0ana\0right"), base64("\0ana\0ri\0ght"), "=", "*",
        "/w==",
    ]

    @Test(arguments: malformed)
    func `what is no log-in is none`(_ answer: String) {
        var driver = Self.greeted()
        #expect(driver.codes("AUTH PLAIN", answer, "NOOP") == [334, 501, 250])
        #expect(driver.machine.facts.user == nil)
    }

    @Test func `three failures end the session`() {
        var driver = Self.greeted()
        let wrong = "AUTH PLAIN \(Self.base64("\0ana\0wrong"))"
        #expect(driver.codes(wrong, wrong, wrong, "NOOP") == [535, 535, 535, 421])
    }

    @Test func `other ways are not known`() {
        var driver = Self.greeted()
        #expect(driver.codes("AUTH CRAM-MD5", "AUTH", "AUTH PLAIN a b") == [504, 501, 501])
        driver = Self.greeted { $0.offersLogin = false }
        #expect(driver.codes("AUTH PLAIN") == [500])
    }

    @Test func `a password in clear is heard from this machine alone`() {
        var driver = Self.greeted(isLocal: false) { $0.encryption = .offered }
        #expect(!driver.say("EHLO c\r\n").contains { $0.contains("AUTH") })
        #expect(driver.codes("AUTH PLAIN \(Self.base64("\0ana\0right"))") == [538])
        #expect(driver.say("STARTTLS\r\n") == ["220 2.0.0 Go on by TLS", "TLS"])
        _ = driver.secure()
        let told = driver.say("EHLO c\r\n")
        #expect(told.contains("250 AUTH PLAIN LOGIN"))
        #expect(!told.contains { $0.contains("STARTTLS") })
        #expect(driver.codes("STARTTLS") == [503])
    }

    @Test func `what was said in clear behind STARTTLS is dropped`() {
        var driver = Self.greeted { $0.encryption = .offered }
        _ = driver.codes("MAIL FROM:<a@x.test>")
        #expect(driver.say("STARTTLS\r\nRCPT TO:<evil@x.test>\r\nNO") == ["220 2.0.0 Go on by TLS", "TLS"])
        #expect(driver.machine.wait == .tls)
        #expect(driver.say("NOOP\r\n") == [])
        #expect(driver.secure() == [])
        #expect(driver.codes("RCPT TO:<b@y.test>", "MAIL FROM:<a@x.test>", "NOOP") == [503, 503, 250])
    }

    @Test func `TLS from the first byte greets within it`() {
        var driver = ServerDriver { $0.encryption = .implicit }
        #expect(driver.connect() == ["TLS"])
        #expect(driver.secure() == ["220 mail.test ESMTP"])
    }

    @Test func `where a log-in is needed nothing is taken without`() {
        var driver = Self.greeted { $0.requiresLogin = true }
        #expect(driver.codes("MAIL FROM:<a@x.test>") == [530])
        #expect(
            driver.codes("AUTH PLAIN \(Self.base64("\0ana\0right"))", "MAIL FROM:<a@x.test>") == [235, 250])
    }

    @Test func `a password shows itself nowhere`() {
        let attempt = LoginAttempt(user: "ana", password: "s3cret")
        var dumped = ""
        dump(attempt, to: &dumped)
        for text in ["\(attempt)", String(reflecting: attempt), dumped, "\(ServerQuestion.logIn(attempt))"] {
            #expect(!text.contains("s3cret"))
        }
    }
}
