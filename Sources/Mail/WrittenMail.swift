import Crypto

/// A message as the bytes that go out, with their hash.
package struct WrittenMail: Sendable, Hashable {
    package let bytes: [UInt8]
    package let sha256: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        sha256 = Array(SHA256.hash(data: bytes))
    }

    /// - Parameter body: its own headers, then what it holds.
    package init(_ head: MailHead, _ body: (head: [UInt8], body: [UInt8])) {
        self.init(ending: head.bytes + body.head + [13, 10] + body.body)
    }

    /// A caller's whole message, in lines as a message has them.
    package init(raw: [UInt8]) { self.init(ending: MailText.canonical(raw)) }

    private init(ending bytes: [UInt8]) {
        self.init(bytes.suffix(2) == [13, 10] ? bytes : bytes + [13, 10])
    }
}
