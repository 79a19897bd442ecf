import ServiceCore

/// What bringing a file up to date did to people's rows, as it is told once.
struct UpgradeReport {
    /// Who the audit trail says did it.
    static let who = "upgrade"

    /// The address of each pair of contacts that became one.
    var merged: [String] = []
    /// The addresses of contacts that cannot be sent to and were marked invalid.
    var unusable: [String] = []
    /// `group “vip” to “vip (2)”`.
    var renamed: [String] = []
    /// What could not be told from another of its kind and stays under its old spelling.
    var left: [String] = []

    /// Nil where there is nothing to tell.
    var text: String? {
        let parts = [
            part(
                merged, "merged", "pair of contacts that were one person",
                "pairs of contacts that were one person"),
            part(
                unusable, "marked", "contact whose address cannot be sent to as invalid",
                "contacts whose addresses cannot be sent to as invalid"),
            part(renamed, "renamed", "name that was another's", "names that were others'"),
            part(
                left, "left", "spelling that is another's as it was",
                "spellings that are others' as they were"),
        ].compactMap(\.self)
        guard !parts.isEmpty else { return nil }
        let trail = merged.isEmpty ? "" : " The audit trail keeps the merged ones as they were."
        return "The upgrade of the data directory \(parts.joined(separator: ", ")).\(trail)"
    }

    private func part(_ items: [String], _ verb: String, _ one: String, _ many: String) -> String? {
        guard !items.isEmpty else { return nil }
        let shown = items.prefix(3).joined(separator: ", ") + (items.count > 3 ? ", …" : "")
        return "\(verb) \(NumberText.grouped(items.count)) \(items.count == 1 ? one : many) (\(shown))"
    }
}
