import ServiceCore

/// Contacts: looked up by address; the invalid ones are the only list of contacts there is (§5).
struct DMDSContacts: Sendable {
    let context: DMDSContext

    var operations: ResourceOperations<Contact> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("email"),
                Gathering(
                    part: "DMDS lists invalid contacts only; others are looked up by address",
                    shortPart: "DMDS: invalid ones only"
                ) { _ async throws(ServiceError) in try await invalid() }),
            find: { key async throws(ServiceError) in try await contact(key) },
            create: creation, update: change, delete: deletion, actions: ContactMark.all.map(action))
    }

    private func invalid() async throws(ServiceError) -> [Contact] {
        let answer = try await context.send(.read("contacts.invalid", "contactos/invalidos/"))
        let contacts = try answer["contactos"].rows { ContactPayload(&$0, in: context) }
        let invalid = contacts.map { $0.contact(.unknown) }
        let listed = context.inHand.laid(over: invalid, isWhole: false)
        return try await listed + notListed(besides: Set(listed.map(\.id)))
    }

    /// The contacts that were invalidated just now, here or by another process, and that DMDS does not list yet.
    private func notListed(besides listed: Set<ResourceID>) async throws(ServiceError) -> [Contact] {
        var missing: [Contact] = []
        let edited = context.inHand.edited(of: .contact).subtracting(listed)
        for id in edited.sorted(by: { $0.native < $1.native }) {
            var known: Contact? = context.inHand.row(id)
            if known == nil { known = try await contact(id.native) }
            if let known, known.isInvalid { missing.append(known) }
        }
        return missing
    }

    /// A contact with what the whitelist says of it; nil where DMDS knows none, or the key is no address.
    func contact(_ key: String) async throws(ServiceError) -> Contact? {
        let email = DMDSMailbox.spelling(of: key)
        let id = context.id(.contact, email)
        guard let payload = try await context.contact(email) else {
            return context.inHand.laid(over: nil, id)
        }
        let mark = try await context.whitelistMark(email)
        return context.inHand.laid(over: payload.contact(mark), id)
    }

    /// - Throws: `.notFound` where the contact is gone.
    func existing(_ email: String) async throws(ServiceError) -> Contact {
        guard let contact = try await contact(email) else {
            throw ServiceError(
                .notFound, "DMDS knows no contact \(email).", hint: "Refresh: it may be gone.")
        }
        return contact
    }
}

extension DMDSContext {
    /// What DMDS has on an address; nil where it has none.
    func contact(_ email: String) async throws(ServiceError) -> ContactPayload? {
        guard DMDSMailbox.isAddress(email) else { return nil }
        guard let answer = try await sendIfFound(.read("contacts.show", "contacto/\(email)")) else {
            return nil
        }
        let contact = answer["contacto"]
        // A contact of which nothing is told is none that anybody can show.
        guard try !contact.members().isEmpty else { throw contact.malformed("is empty") }
        return try contact.row { ContactPayload(&$0, asked: email, in: self) }
    }

    /// The answer is a sentence: `<email> whitelisted` or `<email> not whitelisted` (§6).
    func whitelistMark(_ email: String) async throws(ServiceError) -> WhitelistMark {
        let answer: JSONReader?
        do throws(ServiceError) {
            answer = try await ifOffered(try await send(.read("whitelist.show", "whitelist/\(email)")))
        } catch {
            // Whom DMDS will not tell it of is not therefore unknown to it.
            guard [.invalid, .notFound, .refused].contains(error.code) else { throw error }
            return .unknown
        }
        guard let msg = answer?["msg"] else { return .noWhitelist }
        // Another sentence says nothing of it, which hides nothing else of the contact.
        guard let text = try? msg.text().lowercased(), text.hasSuffix("whitelisted") else { return .unknown }
        return text.hasSuffix("not whitelisted") ? .off : .on
    }
}

/// What DMDS says of an address on its whitelist, which came with version 1.3 alone.
enum WhitelistMark: Sendable, Equatable {
    case on, off, noWhitelist
    /// Not asked for, or told in words that nobody knows.
    case unknown
}
