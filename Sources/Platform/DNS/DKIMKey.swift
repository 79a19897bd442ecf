import Crypto
import CryptoExtras
import Foundation
import ServiceCore

/// A new key pair for signing mail.
struct DKIMKey: Sendable {
    /// PEM; sealed by the vault before it is stored.
    let privateKey: Secret
    /// The text of the record at `<selector>._domainkey.<domain>`.
    let record: String

    enum Algorithm: String, CaseIterable {
        case rsa, ed25519
    }

    init(_ algorithm: Algorithm = .rsa) throws(ServiceError) {
        switch algorithm {
        case .rsa: try self.init(rsa: ())
        case .ed25519: self.init(ed25519: Curve25519.Signing.PrivateKey())
        }
    }

    /// 2,048 bits: what RFC 8301 asks for and one DNS answer holds.
    private init(rsa: Void) throws(ServiceError) {
        do {
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            privateKey = Secret(key.pemRepresentation)
            record = "v=DKIM1; k=rsa; p=\(key.publicKey.derRepresentation.base64EncodedString())"
        } catch {
            throw ServiceError(.storage, "A DKIM key pair could not be made.")
        }
    }

    private init(ed25519 key: Curve25519.Signing.PrivateKey) {
        privateKey = Secret(key.rawRepresentation.base64EncodedString())
        record = "v=DKIM1; k=ed25519; p=\(key.publicKey.rawRepresentation.base64EncodedString())"
    }
}
