import Crypto
package import Foundation
package import ServiceCore

/// Seals the secrets that must be readable again, and keys those that must only be found again.
///
/// Sealing is AES-GCM and bound to a purpose, so that a sealed value moved to another column does not open.
/// Looking up is HMAC-SHA256, under a key of its own.
package struct Vault: Sendable {
    private let sealing: SymmetricKey
    private let lookup: SymmetricKey
    private let erasure: SymmetricKey
    private let signing: SymmetricKey
    /// Tells this key from others without giving it away.
    package let fingerprint: String

    /// - Parameter key: 32 random bytes; the keys in use are derived from them.
    package init(key: [UInt8]) {
        let master = SymmetricKey(data: key)
        sealing = Self.derive("sealing", from: master)
        lookup = Self.derive("look-up", from: master)
        erasure = Self.derive("erasure", from: master)
        signing = Self.derive("mail tokens 1", from: master)
        fingerprint = Hex.text(
            Self.derive("fingerprint", from: master).withUnsafeBytes { Array($0.prefix(16)) })
    }

    /// What a sealed secret is for; part of what is sealed.
    package enum Purpose: String, Sendable {
        case accountKey = "account.api_key"
        case accessToken = "access_token"
        case campaignKey = "campaign.api_key"
        case smtpPassword = "smtp_user.password"
        case hookKey = "hook.key"
        case dkimKey = "dkim_key"
        case verificationCode = "sending_domain.verify_token"
    }

    package func seal(_ secret: Secret, for purpose: Purpose) throws(ServiceError) -> Data {
        do {
            let box = try AES.GCM.seal(
                Data(secret.reveal().utf8), using: sealing, authenticating: Data(purpose.rawValue.utf8))
            // The combined form is missing only for a nonce of unusual length.
            if let combined = box.combined { return combined }
        } catch {}
        throw ServiceError(.storage, "A secret could not be sealed.")
    }

    /// - Throws: `.storage` where the value was changed, is for another purpose or came from another key.
    package func open(_ sealed: Data, for purpose: Purpose) throws(ServiceError) -> Secret {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            let bytes = try AES.GCM.open(box, using: sealing, authenticating: Data(purpose.rawValue.utf8))
            return Secret(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw ServiceError(
                .storage, "A stored secret cannot be opened with this key file.",
                hint: "Make a new one in its place, or restore the key file.")
        }
    }

    /// The value by which a secret is found in the database, of 32 bytes.
    package func lookupValue(_ secret: Secret, for purpose: Purpose) -> Data {
        var code = HMAC<SHA256>(key: lookup)
        code.update(data: Data(purpose.rawValue.utf8))
        code.update(data: Data([0]))
        code.update(data: Data(secret.reveal().utf8))
        return Data(code.finalize())
    }

    /// By what an address is known of which nothing else is kept; of 32 bytes.
    ///
    /// Without the key file nobody finds out which address it was, not even by trying all there are.
    package func erasedKey(of address: String) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(address.utf8), using: erasure))
    }

    /// The length of what signs a token in bytes: too long to guess, short enough for a local part.
    static let signatureLength = 10

    /// The first ten bytes of an HMAC-SHA256 under a key of its own.
    func signature(of bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: signing).prefix(Self.signatureLength))
    }

    /// In a time that does not tell how much of it is right.
    func isSignature(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        let right = self.signature(of: bytes)
        return right.count == signature.count
            && zip(right, signature).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ name: String, from master: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, info: Data("sendboard \(name)".utf8), outputByteCount: 32)
    }
}

extension Vault {
    /// The secret of a row, nil where it has none or where its one cannot be opened.
    ///
    /// One damaged secret must not hide the rows; a new one can be made in its place.
    func openIfPossible(_ sealed: Data?, for purpose: Purpose) -> Secret? {
        sealed.flatMap { try? open($0, for: purpose) }
    }
}
