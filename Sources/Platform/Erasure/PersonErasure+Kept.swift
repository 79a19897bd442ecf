import Foundation
import ServiceCore
import Store

extension PersonErasure {
    /// Lists of numbers that campaigns hold: of what has been launched the place in the list stays, without whose it was.
    func eraseLists() throws {
        let rows = try SQLRow.fetchAll(
            db,
            "SELECT id, audience, launch_key IS NULL FROM campaign WHERE \(mentions.condition("audience"))")
        for row in rows {
            var spec = AudienceSpec(json: row[1])
            guard spec.kind == .list, let addresses = spec.addresses else { continue }
            let places = addresses.indices.filter {
                person.keys.contains(AddressRules.key(of: addresses[$0]))
            }
            for place in places.reversed() {
                if row[2] {
                    spec.addresses?.remove(at: place)
                    spec.written?.remove(at: place)
                } else {
                    spec.addresses?[place] = mentions.name
                    spec.written?[place] = mentions.name
                }
            }
            try db.execute("UPDATE campaign SET audience = \(spec.json) WHERE id = \(row[0] as Int64)")
        }
    }

    /// What deletions and imports keep so that they can be taken back.
    func eraseKeptRows() throws {
        try eraseDeletedRows()
        try eraseImports()
        try db.execute("DELETE FROM idem WHERE \(mentions.condition("answer"))")
        try db.execute(
            "DELETE FROM unclassified_report WHERE \(mentions.condition(PersonCounting.unread))")
    }

    private func eraseDeletedRows() throws {
        let records = try SQLRow.fetchAll(
            db, "SELECT * FROM deleted_row WHERE \(mentions.condition("data")) ORDER BY id")
        for record in records {
            let (id, entry): (Int64, Int64) = (record["id"], record["entry"])
            var kept = try KeptRows(record)
            let gone = try kept.rows.filter { mentions.isIn(try JSONText.text($0)) }
            guard !gone.isEmpty else { continue }
            if kept.table == "contact" { try eraseFollowers(of: gone, kept.columns, entry: entry) }
            kept.rows.removeAll { gone.contains($0) }
            if kept.rows.isEmpty {
                try db.execute("DELETE FROM deleted_row WHERE id = \(id)")
            } else {
                try db.execute(
                    "UPDATE deleted_row SET data = \(try JSONText.text(kept.rows)) WHERE id = \(id)")
            }
        }
    }

    /// What went with a contact that was deleted alone goes with it: there is nobody to put back.
    private func eraseFollowers(of rows: [[StoredValue]], _ columns: [String], entry: Int64) throws {
        let first = try String.fetchOne(
            db, "SELECT source FROM deleted_row WHERE entry = \(entry) ORDER BY id LIMIT 1")
        guard first == "contact", rows.count == 1, columns.contains("email") else { return }
        try db.execute("DELETE FROM deleted_row WHERE entry = \(entry)")
    }

    private func eraseImports() throws {
        let parts = try SQLRow.fetchAll(
            db, "SELECT * FROM list_import_part WHERE \(mentions.condition("data"))")
        for row in parts {
            var rest = try ImportPart(row).rest
            try rest.changed.removeAll { change in
                try person.contacts.contains(change.id) || mentions.isIn(try JSONText.text(change.values))
            }
            try db.execute(
                """
                UPDATE list_import_part SET data = \(try JSONText.text(rest)) WHERE id = \(row["id"] as Int64)
                """)
        }
        // Rows without their address are known by the contact alone.
        for contact in person.contacts {
            let named = try SQLRow.fetchAll(
                db,
                "SELECT * FROM list_import_part WHERE \(SQL.dialect.position(of: "\("\"id\":\(contact),")", in: "data")) > 0"
            )
            for row in named {
                var rest = try ImportPart(row).rest
                rest.changed.removeAll { $0.id == contact }
                try db.execute(
                    """
                    UPDATE list_import_part SET data = \(try JSONText.text(rest))
                    WHERE id = \(row["id"] as Int64)
                    """)
            }
        }
    }
}
