import Foundation
import ServiceCore
import Store
import Synchronization

/// The DKIM key of one edit, new or gone, which remembers the key that it replaced, for undo.
private final class SigningKeyChange: Sendable {
    /// What the DNS record should say; empty where the key goes.
    let record: String
    private let sealed: Data?
    private let replaced = Mutex<Data?>(nil)

    /// Making the key takes a tenth of a second or so and is done before the transaction.
    init(_ algorithm: DKIMKey.Algorithm, vault: Vault) throws(ServiceError) {
        let pair = try DKIMKey(algorithm)
        record = pair.record
        sealed = try vault.seal(pair.privateKey, for: .dkimKey)
    }

    /// No key any more.
    init() {
        record = ""
        sealed = nil
    }

    func apply(to id: Int64, of table: String, in session: EditSession) throws {
        let previous = try Data.fetchOne(
            session.database, "SELECT dkim_key_sealed FROM \(sql: table) WHERE id = \(id)")
        replaced.withLock { $0 = previous }
        try set(sealed, of: id, table, in: session)
    }

    func revert(on id: Int64, of table: String, in session: EditSession) throws {
        try set(replaced.withLock { $0 }, of: id, table, in: session)
    }

    /// Puts a key in place of the one before; what was looked up belonged to that one.
    private func set(_ sealed: Data?, of id: Int64, _ table: String, in session: EditSession) throws {
        try session.database.update(
            table, id: id, [("dkim_key_sealed", sealed), ("dkim_state", DNSState.unchecked)], isEdit: false)
    }
}

extension OwnedKind where R: SigningRow {
    /// A form with the lines for a selector: another one gets a new key, none takes the key away.
    ///
    /// - Parameter standard: the selector of a new row whose form names none; empty where it may do without.
    func signing(_ form: OwnedForm<R>, standard: String = "") -> OwnedForm<R> {
        var form = form
        form.further = { FormField.dkim($0.dkimSelector.isEmpty ? standard : $0.dkimSelector) }
        form.prepare = { values, row async throws(ServiceError) in
            var values = values
            // What an edit does not name stays as it is.
            if !standard.isEmpty, row.id.native.isEmpty || values["dkim_selector"] != nil {
                values["dkim_selector"] = values["dkim_selector"] ?? standard
                _ = try values.required("dkim_selector", "The DKIM selector")
            }
            return try await newKey(values, for: row)
        }
        return form
    }

    /// The key that a form's selector asks for; nil where it leaves the selector as it is.
    private func newKey(_ values: FormValues, for row: R) async throws(ServiceError) -> Preparation<R>? {
        guard values["dkim_selector"] != nil else { return nil }
        let selector = try values.checked("dkim_selector", .dkimSelector) ?? ""
        if selector == row.dkimSelector { return nil }
        let algorithm = selector.isEmpty ? nil : try values.dkimAlgorithm()
        let key = try await offCooperativePool { [vault = context.vault] () throws(ServiceError) in
            if let algorithm { try SigningKeyChange(algorithm, vault: vault) } else { SigningKeyChange() }
        }
        return Preparation(
            show: { ($0.dkimSelector, $0.dkimValue) = (selector, key.record) },
            write: { session, id in try key.apply(to: id, of: table.name, in: session) },
            takeBack: { session, id in try key.revert(on: id, of: table.name, in: session) })
    }
}

extension FormField {
    /// The two lines that name a selector and how its new key is made.
    fileprivate static func dkim(_ selector: String) -> [FormField] {
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
