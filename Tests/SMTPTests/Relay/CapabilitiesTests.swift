import Testing

@testable import SMTP

@Suite struct CapabilitiesTests {
    private func read(_ lines: String...) -> Capabilities {
        Capabilities(Reply(250, lines: ["relay.example greets PIPELINING"] + lines))
    }

    @Test func `each keyword is known however it is written`() {
        let all = read(
            "PIPELINING", "size 1000", "8BitMIME", "SMTPUTF8", "DSN", "CHUNKING", "STARTTLS",
            "ENHANCEDSTATUSCODES", "AUTH PLAIN login", "AUTH=LOGIN CRAM-MD5", "HELP", "XCLIENT NAME")
        var expected = Capabilities()
        expected.pipelining = true
        expected.size = true
        expected.largestMessage = 1000
        expected.eightBitMIME = true
        expected.smtpUTF8 = true
        expected.dsn = true
        expected.chunking = true
        expected.startTLS = true
        expected.enhancedStatusCodes = true
        expected.logins = ["PLAIN", "LOGIN", "CRAM-MD5"]
        #expect(all == expected)
    }

    @Test func `the greeting is no keyword, and what is unknown is nothing`() {
        #expect(read("XPIPELINING", "", "8BITMIME2", "DSN-X") == Capabilities())
    }

    @Test(
        arguments: [("SIZE", nil), ("SIZE 0", nil), ("SIZE x", nil), ("SIZE -5", nil), ("SIZE 5", 5)]
            as [(String, Int?)])
    func `a size without a number is no limit`(_ line: String, _ limit: Int?) {
        let capabilities = read(line)
        #expect(capabilities.size)
        #expect(capabilities.largestMessage == limit)
    }
}
