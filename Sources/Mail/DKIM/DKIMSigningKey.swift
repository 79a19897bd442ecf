import Crypto
import CryptoExtras
import Foundation

/// The private key of a selector (RFC 6376 §3.3.1, RFC 8463 §3).
package struct DKIMSigningKey: Sendable {
    private enum Key: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    private let key: Key

    /// - Parameter text: an RSA key as PEM, or the 32 bytes of an Ed25519 key in Base64.
    /// - Returns: nil for anything else.
    package init?(_ text: String) {
        if text.hasPrefix("-----BEGIN") {
            guard let rsa = try? _RSA.Signing.PrivateKey(pemRepresentation: text) else { return nil }
            key = .rsa(rsa)
        } else {
            guard let bytes = Data(base64Encoded: text),
                let ed25519 = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
            else { return nil }
            key = .ed25519(ed25519)
        }
    }

    /// The value of `a=`.
    var algorithm: String {
        switch key {
        case .rsa: "rsa-sha256"
        case .ed25519: "ed25519-sha256"
        }
    }

    /// The same for the same text.
    func signature(of text: [UInt8]) throws -> Data {
        let digest = SHA256.hash(data: text)
        switch key {
        case .rsa(let rsa):
            return try rsa.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
        case .ed25519(let ed25519): return try ed25519.signature(for: Data(digest))
        }
    }
}
