import Foundation
import ServiceCore
import Store

/// The table of templates.
enum TemplateQueries {
    static func table(_ connection: ConnectionID) -> OwnedTable<Template> {
        OwnedTable(
            name: "template", nameColumn: "name", connection: connection, identity: .key,
            read: { row, id, account in
                var template = Template(id: id, account: account, name: row["name"])
                template.subject = row["subject"]
                template.html = row["html"]
                template.text = row["text"]
                template.created = Date(storedTime: row["created_at"])
                template.changed = Date(storedTime: row["updated_at"])
                template.revision = row["rev"]
                return template
            },
            write: { template in
                [
                    ("name", template.name), ("subject", template.subject), ("html", template.html),
                    ("text", template.text), ("updated_at", template.changed?.storedTime ?? 0),
                ]
            })
    }
}
