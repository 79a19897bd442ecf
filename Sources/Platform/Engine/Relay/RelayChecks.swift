import FoundationEssentials
import ServiceCore
import Store

/// What came of trying relays, each the last time, by their URLs.
enum RelayChecks {
    static func current(in db: ReadTransaction) throws -> [String: TransportCheck] {
        guard let text = try MetaKey.relayChecks.value(in: db) else { return [:] }
        return (try? JSONText.read(text)) ?? [:]
    }

    static func note(_ check: TransportCheck, of url: String, in db: WriteTransaction) throws {
        var checks = try current(in: db)
        checks[url] = check
        try MetaKey.relayChecks.set(try JSONText.text(checks), in: db)
    }
}
