import Foundation
import ServiceCore
import Store
import Synchronization

/// The DKIM key of one edit, new or gone, which remembers the key that it replaced, for undo.
final class SigningKeyChange: Sendable {
    /// What the DNS record should say; empty where the key goes.
    let record: String
    private let sealed: Data?
    private let keys: SigningKeys
    private let replaced = Mutex<Data?>(nil)

    /// Making the key takes a tenth of a second or so and is done before the transaction.
    init(_ algorithm: DKIMKey.Algorithm, in keys: SigningKeys, vault: Vault) throws(ServiceError) {
        let pair = try DKIMKey(algorithm)
        record = pair.record
        sealed = try vault.seal(pair.privateKey, for: .dkimKey)
        self.keys = keys
    }

    init(clearing keys: SigningKeys) {
        record = ""
        sealed = nil
        self.keys = keys
    }

    /// The key that a form's selector asks for; nil where it leaves the selector as it is.
    static func asked(
        by values: FormValues, selector: String, in keys: SigningKeys, vault: Vault
    ) async throws(ServiceError) -> SigningKeyChange? {
        guard values["dkim_selector"] != nil else { return nil }
        let wanted = try values.checked("dkim_selector", .dkimSelector) ?? ""
        if wanted == selector { return nil }
        if wanted.isEmpty { return SigningKeyChange(clearing: keys) }
        let algorithm = try values.dkimAlgorithm()
        return try await offCooperativePool { () throws(ServiceError) in
            try SigningKeyChange(algorithm, in: keys, vault: vault)
        }
    }

    func apply(to id: Int64, in session: EditSession) throws {
        let previous = try keys.sealed(of: id, in: session.database)
        replaced.withLock { $0 = previous }
        try keys.set(sealed, of: id, in: session.database)
    }

    func revert(on id: Int64, in session: EditSession) throws {
        try keys.set(replaced.withLock { $0 }, of: id, in: session.database)
    }
}

extension FormField {
    /// The two lines that name a selector and how its new key is made.
    static func dkim(_ selector: String) -> [FormField] {
        [
            FormField(
                "dkim_selector", "DKIM selector", value: selector,
                help: "The label before ._domainkey; a new one gets a new key."),
            FormField(
                "dkim_algorithm", "DKIM algorithm", .choice(DKIMKey.Algorithm.allCases.map(\.rawValue)),
                value: DKIMKey.Algorithm.rsa.rawValue, help: "For a new key: RSA of 2,048 bits, or Ed25519."),
        ]
    }
}

extension FormValues {
    fileprivate func dkimAlgorithm() throws(ServiceError) -> DKIMKey.Algorithm {
        guard let name = text("dkim_algorithm") else { return .rsa }
        guard let algorithm = DKIMKey.Algorithm(rawValue: name.lowercased()) else {
            throw ServiceError(
                .invalid, "“\(name)” is no DKIM algorithm.", hint: "Write rsa or ed25519.",
                field: "dkim_algorithm")
        }
        return algorithm
    }
}
