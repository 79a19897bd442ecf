import FoundationEssentials
import ServiceCore
import Store

/// What operators did lately, in the audit trail with its chain.
struct SampleAudit {
    let scene: SampleScene

    /// One edit of a row that is found by its name.
    struct Deed {
        let days: Double
        let who, action: String
        let kind: ResourceKind
        let table, column, name: String
        var changes: [(field: FieldID, label: String, before: FieldValue, after: FieldValue)] = []
        var reason = ""
        var isReversible = true
        /// What the row is not from the beginning, in SQL.
        var change: String?
        /// The place in the list of the deed that it takes back.
        var takesBack: Int?
    }

    /// What was done before the past that is played.
    func insert(in db: WriteTransaction) throws {
        let entries = try whitelisting(in: db) + lifting(in: db)
        for entry in entries.sorted(by: { $0.time < $1.time }) {
            _ = try AuditQueries.append(entry, in: db)
        }
    }

    /// What has been done since, each at its time.
    var deedsToDo: [SampleDeed] {
        Self.deeds.indices.map { SampleDeed(time(of: $0), Self.deeds[$0].who, .edit($0)) }
    }

    /// The row is as the edit left it already, unless the deed names a column.
    func perform(_ place: Int, in db: WriteTransaction) throws {
        let deed = Self.deeds[place]
        guard var record = try record(of: deed, at: time(of: place), in: db) else { return }
        if let change = deed.change {
            try db.execute(
                """
                UPDATE \(sql: deed.table) SET \(sql: change), rev = rev + 1
                WHERE \(sql: deed.column) = \(deed.name)
                """)
        }
        if deed.takesBack != nil { record.undoOf = try Int64.fetchOne(db, "SELECT max(id) FROM audit") }
        _ = try AuditQueries.append(record, in: db)
    }

    /// What takes a deed back follows it at once.
    private func time(of place: Int) -> Int64 {
        let deed = Self.deeds[place]
        if let original = deed.takesBack { return time(of: original) + 41_000 }
        return scene.workday(deed.days, deed.name) + Int64(place) * 47_000
    }

    static let kim = "kim@desk-3"
    static let ana = "ana@desk-1"
    static let noor = "noor@support-2"

    static let deeds: [Deed] = [
        Deed(
            days: 33, who: kim, action: "create", kind: .trackingDomain, table: "tracking_domain",
            column: "name",
            name: "go.acme.example", changes: [("domain", "Domain", .none, .text("go.acme.example"))]),
        Deed(
            days: 31, who: ana, action: "edit", kind: .account, table: "account", column: "username",
            name: "ops@citrus.example",
            changes: [("email_cap", "E-mail cap", .integer(250_000), .integer(400_000))],
            reason: "the season starts earlier this year"),
        Deed(
            days: 26, who: noor, action: "disable", kind: .smtpUser, table: "smtp_user", column: "name",
            name: "smtp70005", changes: [("state", "State", .text("enabled"), .text("disabled"))],
            reason: "password seen in a public repository"),
        Deed(
            days: 26, who: noor, action: "reset-password", kind: .smtpUser, table: "smtp_user",
            column: "name",
            name: "smtp70005", changes: [("password", "Password", .text("••••"), .text("••••"))],
            isReversible: false),
        Deed(
            days: 17, who: kim, action: "seed", kind: .sender, table: "sender", column: "address",
            name: "prosfores@citrus.example", changes: [("seeding", "Seeding", .flag(false), .flag(true))]),
        Deed(
            days: 12, who: kim, action: "create", kind: .sender, table: "sender", column: "address",
            name: "klubb@bluebird.example",
            changes: [("address", "Address", .none, .text("klubb@bluebird.example"))]),
        Deed(
            days: 8, who: ana, action: "edit", kind: .account, table: "account", column: "username",
            name: "team@ember.example", changes: [("active", "Active", .flag(true), .flag(false))],
            reason: "closes the studio over the winter", change: "is_active = 0"),
        Deed(
            days: 5.2, who: ana, action: "track-links", kind: .account, table: "account", column: "username",
            name: "hello@bluebird.example",
            changes: [("tracks_links", "Tracks links", .flag(false), .flag(true))]),
        Deed(
            days: 5.19, who: ana, action: "undo", kind: .account, table: "account", column: "username",
            name: "hello@bluebird.example",
            changes: [("tracks_links", "Tracks links", .flag(true), .flag(false))], isReversible: false,
            takesBack: 7),
        Deed(
            days: 4, who: noor, action: "create", kind: .sendingDomain, table: "sending_domain",
            column: "name",
            name: "blog.acme.example", changes: [("domain", "Domain", .none, .text("blog.acme.example"))]),
        Deed(
            days: 2.9, who: noor, action: "edit", kind: .template, table: "template", column: "name",
            name: "Appointment reminder",
            changes: [("subject", "Subject", .text("موعدك"), .text("موعدك في {{date}}"))]),
        Deed(
            days: 1.7, who: kim, action: "edit", kind: .variable, table: "global_variable", column: "name",
            name: "free_shipping_from", changes: [("value", "Value", .text("39 €"), .text("49 €"))],
            reason: "carrier prices went up"),
    ]
}
