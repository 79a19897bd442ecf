import Foundation
package import ServiceCore

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
