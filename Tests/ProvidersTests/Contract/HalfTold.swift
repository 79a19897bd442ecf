import TestSupport

/// What each platform tells of its rows where it tells half of their fields, or one row of them odd.
///
/// Half of what a script changes is told and half is not, so that what is unknown is edited too; what it takes back is
/// told, since nobody can put back what nobody knows.
struct HalfTold {
    /// The member that makes an object of an answer a row, and what is told of it besides.
    private let rows: [(key: String, told: Set<String>)]

    init(_ platform: String) { rows = Self.platforms[platform] ?? [] }

    private static let platforms: [String: [(key: String, told: Set<String>)]] = [
        "dyn": [
            ("username", ["apikey", "companyname", "trackopens"]),
            ("emailaddress", ["seeding", "status", "suppressionstatus", "reasontype"]),
        ],
        "sendclean": [("smtp_user_name", ["status", "hourly_limit"]), ("domain", ["cname"])],
        "dmds": [("id", ["numid", "nombre"]), ("email", ["nombre", "invalido", "operacion"])],
        "smsdrop": [("id", ["email", "title", "status", "message"])],
    ]

    /// Half of every row's fields is told.
    var partial: [ServerWay] { rows.map { .partialRows(of: $0.key, keeping: $0.told) } }

    /// The other half of the first row of each list cannot be read.
    var odd: [ServerWay] { rows.map { .oddRow(of: $0.key, sparing: $0.told) } }

    /// One list has an odd row in five hundred, which nobody edits.
    var oddInMany: [ServerWay] { rows.prefix(1).map { .oddRow(of: $0.key, amid: 499) } }
}
