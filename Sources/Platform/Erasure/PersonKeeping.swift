import Foundation
import ServiceCore
import Store

/// All that the embedded platform does with one person: tells, hands out, erases, holds.
struct PersonKeeping: Sendable {
    let context: PlatformContext

    func operations() -> PersonOperations {
        let holds = HoldEditing(context: context)
        return PersonOperations(
            look: look,
            export: { address async throws(ServiceError) in
                try await PersonExport(context: context).members(of: address)
            },
            erase: erase, alias: { [vault = context.vault] in ErasedKey(of: $0.key, vault).alias },
            holds: holds.all, hold: holds.hold(_:because:), release: holds.release(_:because:))
    }

    // MARK: Telling

    private func look(_ address: PersonAddress) async throws(ServiceError) -> PersonKept {
        let (connection, vault) = (context.connection, context.vault)
        var kept = try await context.store.read { db in
            let person = try PersonIdentity(address, in: db)
            let mentions = Mentions(
                try person.spellings(in: db), name: ErasedKey(of: address.key, vault).alias)
            let counting = PersonCounting(person: person, mentions: mentions, connection: connection, db: db)
            var kept = PersonKept(connection: connection, names: person.keys)
            kept.parts = try counting.parts()
            kept.hold = try Holds(db: db).standing(on: person.keys)
            kept.erased = try ErasedPeople(db: db).time(of: address.key, address.channel)
            kept.notes = person.shared.map { "\($0) is another contact’s too: what went to it stays." }
            return kept
        }
        let recorded = RecordedHandOvers(to: kept.names, in: context.store.directory)
        kept.parts.append(RecordedHandOvers.part(try recorded.count()))
        kept.notes += backups()
        return kept
    }

    /// Copies of the database that are never changed.
    private func backups() -> [String] {
        Backup(context.store.directory.files).copies.map { copy in
            let file = copy.url.path
            return copy.isDaily
                ? "The backup \(file) may hold the person until seven newer ones have been made, a day apart."
                : "The backup \(file) may hold the person until you delete it."
        }
    }

    // MARK: Erasing

    private func erase(_ address: PersonAddress) async throws(ServiceError) -> ErasedPart {
        let vault = context.vault
        let erased = try await context.editor.edit { session in
            var erasure = try PersonErasure(address, vault: vault, in: session)
            return (part: try erasure.run(), keys: erasure.person.keys, mentions: erasure.mentions)
        }
        var part = erased.part
        let recorded = RecordedHandOvers(to: erased.keys, in: context.store.directory)
        // The rows are gone by now, so what fails here is told and hides nothing.
        do throws(ServiceError) {
            part.erased.append(RecordedHandOvers.part(try recorded.erase()))
        } catch {
            part.failure = error.message
        }
        part.stays += await context.finishWiping().map { "\($0.prefix(1).uppercased())\($0.dropFirst())." }
        part.stays += try await texts(naming: erased.mentions)
        part.stays += backups()
        return part
    }

    /// What a person wrote, and an account’s own name, is not changed behind anybody’s back; it is told instead.
    private func texts(naming mentions: Mentions) async throws(ServiceError) -> [String] {
        try await context.store.read { db in
            try Self.written.compactMap { table, columns, noun in
                let columns = columns.map { "coalesce(\($0), '')" }.joined(separator: " || ' ' || ")
                let count = try SQLRow.fetchAll(
                    db,
                    "SELECT words FROM (SELECT \(sql: columns) AS words FROM \(sql: table)) AS told WHERE \(mentions.condition("words"))"
                ).count { mentions.isIn($0[0] as String) }
                guard count > 0 else { return nil }
                return
                    "\(NumberText.counted(count, noun)) of yours \(count == 1 ? "names" : "name") the person: change or delete \(count == 1 ? "it" : "them")."
            }
        }
    }

    private static let written: [(table: String, columns: [String], noun: String)] = [
        ("account", ["username", "account_name", "contact_name", "address"], "account"),
        ("sender", ["address", "written", "name"], "approved sender"),
        ("campaign", ["title", "subject", "message", "state_why", "audience"], "campaign"),
        ("template", ["name", "subject", "html", "text"], "template"),
        ("saved_filter", ["name", "query"], "filter"), ("global_variable", ["name", "value"], "variable"),
        ("grp", ["name"], "group"), ("content", [SQL.dialect.text(ofBytes: "bytes")], "message text"),
    ]
}
