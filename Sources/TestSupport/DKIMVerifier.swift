import Crypto
import CryptoExtras
import Foundation

/// Checks the first signature of a message by RFC 6376 and RFC 8463 alone, with none of the signing code.
package struct DKIMVerifier {
    /// What is not as it should be; nil where the signature holds.
    ///
    /// - Parameters:
    ///   - message: with CRLF line ends.
    ///   - record: the TXT record, from where the selector is.
    package static func fault(_ message: [UInt8], record: (_ name: String) -> String?) -> String? {
        let text = String(String.UnicodeScalarView(message.map { UnicodeScalar($0) }))
        guard let end = text.range(of: "\r\n\r\n", options: .literal) else { return "no end of the head" }
        let fields = fields(String(text[..<end.lowerBound]))
        guard let own = fields.first(where: { $0.name == "dkim-signature" }) else { return "no signature" }
        let tags = tags(own.value)
        guard tags["c"] == "relaxed/relaxed", tags["v"] == "1", tags["l"] == nil else {
            return "c=, v= or l="
        }
        let body = bytes(relaxed(body: String(text[end.upperBound...])))
        guard tags["bh"] == Data(SHA256.hash(data: body)).base64EncodedString() else { return "bh=" }
        guard let domain = tags["d"], let selector = tags["s"],
            let found = record("\(selector)._domainkey.\(domain)")
        else { return "no record" }
        var input = ""
        var left = fields
        for name in (tags["h"] ?? "").split(separator: ":").map({ $0.lowercased() }) {
            guard let place = left.lastIndex(where: { $0.name == name }) else { continue }
            input += relaxed(left.remove(at: place)) + "\r\n"
        }
        let unsigned = own.value.replacing(/([;\s]b=)[^;]*/) { String($0.1) }
        input += relaxed((name: "dkim-signature", value: unsigned))
        let digest = SHA256.hash(data: bytes(input))
        return holds(tags, self.tags(found), digest) ? nil : "b="
    }

    private static func bytes(_ text: String) -> Data { Data(text.unicodeScalars.map { UInt8($0.value) }) }

    /// The names that the first signature is over, in its order.
    package static func signedNames(_ message: [UInt8]) throws -> [String] {
        let signature = try MailReader(message)["DKIM-Signature"] ?? ""
        return (tags(signature)["h"] ?? "").split(separator: ":").map(String.init)
    }

    private static func holds(
        _ tags: [String: String], _ record: [String: String], _ digest: SHA256.Digest
    ) -> Bool {
        guard let signature = Data(base64Encoded: tags["b"] ?? ""),
            let key = Data(base64Encoded: record["p"] ?? "")
        else { return false }
        switch (tags["a"], record["k"] ?? "rsa") {
        case ("rsa-sha256", "rsa"):
            let rsa = try? _RSA.Signing.PublicKey(derRepresentation: key)
            return rsa?.isValidSignature(
                .init(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5) == true
        case ("ed25519-sha256", "ed25519"):
            let edwards = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
            return edwards?.isValidSignature(signature, for: Data(digest)) == true
        default: return false
        }
    }

    /// Headers unfolded only where they are compared.
    private static func fields(_ head: String) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for line in head.components(separatedBy: "\r\n") {
            if line.first == " " || line.first == "\t" {
                fields[fields.count - 1].value += "\r\n" + line
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
                fields.append((name, String(line[line.index(after: colon)...])))
            }
        }
        return fields
    }

    private static func tags(_ list: String) -> [String: String] {
        let pairs = list.components(separatedBy: ";").compactMap { tag -> (String, String)? in
            guard let sign = tag.firstIndex(of: "=") else { return nil }
            let name = tag[..<sign].trimmingCharacters(in: .whitespacesAndNewlines)
            return (name, tag[tag.index(after: sign)...].filter { !$0.isWhitespace })
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func relaxed(_ field: (name: String, value: String)) -> String {
        let unfolded = field.value.replacingOccurrences(of: "\r\n", with: "", options: .literal)
        let blanks = unfolded.replacing(/[ \t]+/, with: " ").trimmingCharacters(in: .whitespaces)
        return "\(field.name):\(blanks)"
    }

    private static func relaxed(body: String) -> String {
        var lines = body.components(separatedBy: "\r\n").map {
            $0.replacing(/[ \t]+/, with: " ").replacing(/[ ]$/, with: "")
        }
        while lines.last == "" { lines.removeLast() }
        return lines.isEmpty ? "" : lines.joined(separator: "\r\n") + "\r\n"
    }
}
