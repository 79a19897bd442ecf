import Foundation
package import ServiceCore
import Store

/// Whom a campaign is for, as `campaign.audience` keeps it in JSON.
///
/// `{"kind":"group","id":3,"name":"clientes"}`; the kinds are `none`, `all`, `group`, `filter` (with `query` and `zone`) and
/// `list` (with `addresses`, and `written` where their maker wrote them otherwise).
package struct AudienceSpec: Codable, Sendable, Hashable {
    package var kind: Kind
    package var id: Int64?
    package var name: String?
    package var query: String?
    /// The zone of the dates in `query`; nil is UTC.
    package var zone: String?
    package var addresses: [String]?
    /// The addresses as they were written, one for each; nil where they read the same.
    package var written: [String]?

    package enum Kind: String, Codable, Sendable {
        case none, all, group, filter, list
    }
}

extension AudienceSpec {
    /// Reads the column; what cannot be read names nobody.
    package init(json: String) {
        self = (try? JSONText.read(json)) ?? AudienceSpec(kind: .none)
    }

    package var json: String {
        // Strings and numbers always encode.
        (try? JSONText.text(self)) ?? "{}"
    }

    /// Whether a text message to each of them is paid for, sent or not.
    var isAlwaysCharged: Bool { kind == .list }

    /// What its text reads as: a form does not show how addresses were written.
    var asRead: AudienceSpec {
        var spec = self
        spec.written = nil
        return spec
    }

    /// In words, as a row shows it: `group clientes`, `12 addresses`.
    package func words(_ channel: Channel) -> String {
        let count = addresses?.count ?? 0
        guard kind == .list, count != 1 else { return formText }
        return "\(NumberText.grouped(count)) \(channel == .email ? "addresses" : "numbers")"
    }

    /// The text that a form shows and takes back.
    package var formText: String {
        switch kind {
        case .none: ""
        case .all: "all contacts"
        case .group: "group \(name ?? "")"
        case .filter: "filter \(name ?? "")"
        case .list: (addresses ?? []).joined(separator: ", ")
        }
    }
}

/// How many an audience names, and who of them would be left out.
extension AudienceSpec {
    func count(account: Int64, channel: Channel, in db: ReadTransaction) throws -> Int {
        guard let source = try AudienceSource(self, account: account, channel: channel, in: db) else {
            return addresses?.count ?? 0
        }
        return try source.count(in: db)
    }

    /// How many a text launch pays for: listed numbers all, as smsdrop charges, of contacts those who will be sent to.
    func charged(account: Int64, in db: ReadTransaction) throws -> Int {
        guard !isAlwaysCharged else { return try count(account: account, channel: .sms, in: db) }
        return try countByReason(account: account, channel: .sms, isSenderApproved: true, in: db)[nil] ?? 0
    }

    /// The number of people by the reason that would stop them; nil stands for those who would be sent to.
    func countByReason(
        account: Int64, channel: Channel, isSenderApproved: Bool, in db: ReadTransaction
    ) throws -> [String?: Int] {
        guard let source = try AudienceSource(self, account: account, channel: channel, in: db) else {
            return try listed(account, channel, isSenderApproved, db)
        }
        let people = source.people(after: -1, through: .max, isSenderApproved: isSenderApproved)
        let rows = try SQLRow.fetchAll(
            db, "SELECT stop, count(*) FROM (\(people)) AS person GROUP BY stop")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String?, $0[1] as Int) })
    }

    /// Those who would not be sent to, of what `countByReason` counted.
    static func leftOut(_ counts: [String?: Int]) -> [Tally] {
        var reasons: [String: Int] = [:]
        for (reason, count) in counts { if let reason { reasons[reason] = count } }
        return Tally.descending(reasons)
    }

    private func listed(
        _ account: Int64, _ channel: Channel, _ approved: Bool, _ db: ReadTransaction
    ) throws -> [String?: Int] {
        let stops = try Self.stops(
            addresses ?? [], channel, account: account, isSenderApproved: approved, in: db)
        return stops.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// The reason that would stop each of listed addresses, in their order; nil for those who would be sent to.
    static func stops(
        _ addresses: [String], _ channel: Channel, account: Int64, isSenderApproved: Bool = true,
        in db: ReadTransaction
    ) throws -> [String?] {
        var seen: Set<String> = []
        return try addresses.map { address in
            var facts = try ListedPerson.find(address, channel, account: account, in: db).facts
            facts.isSenderApproved = isSenderApproved
            facts.isDuplicate = !seen.insert(AddressRules.key(of: address)).inserted && channel == .email
            return SendRules.stop(facts)?.text
        }
    }
}
