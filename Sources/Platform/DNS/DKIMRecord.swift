import Crypto
import CryptoExtras
import Foundation
import ServiceCore

/// What a receiver reads from the record of a DKIM key.
///
/// - Source: RFC 6376, 3.6.1; RFC 8463 for `ed25519`.
struct DKIMRecord {
    private static let keyTypes = ["rsa", "ed25519"]
    /// The hash that signatures of ours are made with.
    private static let hash = "sha256"

    private let keyType: String
    /// In Base64, without blanks.
    private let key: String
    private let isTest: Bool

    /// - Throws: why no receiver can check a signature of ours by it.
    init(_ text: String) throws(RecordFault) {
        let list = try TagList(text)
        if let version = list["v"] {
            guard list.tags[0].name == "v" else { throw RecordFault("v= is not its first tag") }
            guard version == "DKIM1" else { throw RecordFault("v= is “\(version)”, not DKIM1") }
        }
        keyType = list["k"] ?? "rsa"
        guard Self.keyTypes.contains(keyType) else {
            throw RecordFault("k= is “\(keyType)”, a kind of key that nobody knows")
        }
        if let hashes = list.words("h"), !hashes.contains(Self.hash) {
            throw RecordFault("h= leaves out \(Self.hash), which mail is signed with")
        }
        if let services = list.words("s"), !services.contains("*"), !services.contains("email") {
            throw RecordFault("s= leaves out email")
        }
        isTest = list.words("t")?.contains("y") ?? false
        key = try Self.key(of: list)
    }

    static func outcome(of texts: [String], ours: String) -> CheckOutcome {
        let found = texts.joined(separator: " | ")
        guard texts.count == 1 else {
            return .wrong(reason: "there are \(texts.count) TXT records, where one may stand", found: found)
        }
        do throws(RecordFault) {
            let record = try DKIMRecord(texts[0])
            guard let own = try? DKIMRecord(ours) else {
                return .wrong(reason: "there is no key here that it could be for", found: found)
            }
            if record.keyType != own.keyType {
                return .wrong(reason: "its key is \(record.keyType), ours is \(own.keyType)", found: found)
            }
            guard record.key == own.key else { return .wrong(reason: "its key is not ours", found: found) }
            return record.isTest
                ? .remarkable("t=y in it asks receivers to take signatures for a test") : .right
        } catch {
            return .wrong(reason: error.reason, found: found)
        }
    }

    private static func key(of list: TagList) throws(RecordFault) -> String {
        guard let value = list["p"] else { throw RecordFault("it holds no key: p= is not there") }
        let key = value.filter { !TagList.isBlank($0) }
        if key.isEmpty { throw RecordFault("its key is revoked: p= is empty") }
        guard Data(base64Encoded: key) != nil else { throw RecordFault("p= is not written in Base64") }
        return key
    }
}

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
