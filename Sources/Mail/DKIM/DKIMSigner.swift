import Crypto
import Foundation

/// Signs messages for a domain, relaxed in headers and body and over the whole of it (RFC 6376).
package struct DKIMSigner: Sendable {
    /// In ASCII.
    fileprivate let domain: String
    private let selector: String
    private let key: DKIMSigningKey

    package init(domain: String, selector: String, key: DKIMSigningKey) {
        (self.domain, self.selector, self.key) = (domain, selector, key)
    }

    /// What is signed where it is there (RFC 6376 §5.4.1; RFC 8058 §4 for the two of unsubscribing).
    private static let names = [
        "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to",
        "references", "mime-version", "content-type", "content-transfer-encoding", "content-id",
        "content-description", "list-id", "list-unsubscribe", "list-unsubscribe-post", "feedback-id",
    ]
    /// Signed once more than it is there, so that nobody adds another (RFC 6376 §8.15).
    private static let sealed: Set = ["from"]

    /// The header that signs a message, with its line end.
    ///
    /// It says no time, so that every attempt writes the same.
    func header(over fields: HeadFields, bodyHash: [UInt8]) throws -> [UInt8] {
        let signed = Self.names.flatMap { name in
            let count = fields.fields.count { $0.name == name }
            return Array(repeating: name, count: count + (Self.sealed.contains(name) ? 1 : 0))
        }
        var header = FoldedHeader("DKIM-Signature")
        for tag in ["v=1", "a=\(key.algorithm)", "c=relaxed/relaxed", "d=\(domain)", "s=\(selector)"] {
            header.append("\(tag);")
        }
        header.append("h=")
        for (place, name) in signed.enumerated() {
            header.append(name + (place + 1 < signed.count ? ":" : ";"), after: "")
        }
        header.append("bh=\(Data(bodyHash).base64EncodedString());")
        header.append("b=")
        let signature = try key.signature(of: Self.input(fields, signed, header))
        for piece in Self.pieces(signature.base64EncodedString()) {
            header.append(String(piece), after: "")
        }
        return header.bytes
    }

    /// The last of a name comes first (RFC 6376 §5.4.2); then the signature's own header as far as it is there.
    private static func input(_ fields: HeadFields, _ signed: [String], _ header: FoldedHeader) -> [UInt8] {
        var left = fields.fields
        var input: [UInt8] = []
        for name in signed {
            guard let place = left.lastIndex(where: { $0.name == name }) else { continue }
            let field = left.remove(at: place)
            input += RelaxedForm.header(field.name, field.value)
            input += [13, 10]
        }
        let own = header.bytes.drop { $0 != 58 }.dropFirst()
        return input + RelaxedForm.header("dkim-signature", own)
    }

    /// Of a width that a line has room for.
    private static func pieces(_ text: String) -> [Substring] {
        var rest = Substring(text)
        var pieces: [Substring] = []
        while !rest.isEmpty {
            pieces.append(rest.prefix(64))
            rest = rest.dropFirst(64)
        }
        return pieces
    }
}

extension WrittenMail {
    /// The hash of the body that its signatures name; one for all where they share a body.
    package var bodyHash: [UInt8] { Array(SHA256.hash(data: RelaxedForm.body(body))) }

    /// Signed by each of these whose domain has not signed it already; without a signature that cannot be made.
    ///
    /// What another domain signed stays beside ours: a forwarder's says nothing of the sender.
    ///
    /// - Parameter hash: of its body, where that is known.
    package func signed(by signers: [DKIMSigner], bodyHash hash: [UInt8]? = nil) -> WrittenMail {
        guard !signers.isEmpty else { return self }
        let fields = HeadFields(head)
        let domains = Set(
            fields.fields.filter { $0.name == "dkim-signature" }.map { Self.domain(of: $0.value) })
        let missing = signers.filter { !domains.contains($0.domain) }
        guard !missing.isEmpty else { return self }
        let hash = hash ?? bodyHash
        return with(missing.flatMap { (try? $0.header(over: fields, bodyHash: hash)) ?? [] })
    }

    /// The `d=` of a signature, in lower case; empty where it has none.
    private static func domain(of signature: ArraySlice<UInt8>) -> String {
        for tag in String(decoding: signature, as: UTF8.self).split(separator: ";") {
            let halves = tag.filter { !$0.isWhitespace }.split(separator: "=", maxSplits: 1)
            if halves.count == 2, halves[0] == "d" { return halves[1].lowercased() }
        }
        return ""
    }
}
