import FoundationEssentials
import ServiceCore

/// What Dyn says of one recipient.
struct DynRecipient: Sendable, Equatable, PartlyKnown {
    let address: String
    /// `active`, or `inactive`: bounced, complained, or never activated; another word as Dyn spells it, nil where it does
    /// not tell.
    var status: String?
    var oddity: String?
    /// `unsuppressed`, `pending addition`, `suppressed` or `pending removal`; nil where Dyn does not tell.
    var suppressionStatus: String?

    /// Nothing goes out while an entry is only on its way in or out either; nil where Dyn does not tell.
    var isSuppressed: Bool? { suppressionStatus.map { $0 != "unsuppressed" } }
    var isInactive: Bool { status == "inactive" }
    /// A word of Dyn's that is not documented.
    var ownStatus: String? { status.flatMap { Self.statuses.contains($0) ? nil : $0 } }
    static let statuses = ["active", "inactive"]
    /// Dyn says as much of any address; one that it has never seen is inactive and not suppressed.
    var isLikeUnseen: Bool { status != "active" && isSuppressed != true }
}

/// From when until when; the end is not part of it.
struct DynRange: Sendable, Hashable {
    var start: Date
    var end: Date

    /// - Parameter word: `date` or `time`, the names' second halves.
    func parameters(_ word: String) -> Parameters {
        ["start\(word)": .text(start.withOffset), "end\(word)": .text(end.withOffset)]
    }
}

extension DynClient {
    func recipients(_ addresses: [String]) async throws(ServiceError) -> [DynRecipient] {
        let data = try await get("recipients.status", "recipients/status", Self.addresses(addresses))
        // The pages tell of a list, the client of one recipient at the top.
        guard let list = data["recipients"].ifPresent else {
            guard data["status", "suppressionstatus"].ifPresent != nil else {
                throw data["status"].wrong("text")
            }
            return [try data.row { Self.recipient(&$0, asked: addresses) }]
        }
        return try list.rows { Self.recipient(&$0, asked: addresses) }
    }

    private static func recipient(_ row: inout RowReading, asked: [String]) -> DynRecipient {
        let told = row.text("emailaddress")
        row.check("emailaddress", as: .address)
        return DynRecipient(
            address: told ?? (row.number <= asked.count ? asked[row.number - 1] : ""),
            status: row.text("status").map { word in
                DynRecipient.statuses.first { $0 == word.lowercased() } ?? word
            },
            suppressionStatus: row.text("suppressionstatus")?.lowercased())
    }

    /// A recipient with what was written here to the suppression list, which the status may not show yet.
    func known(_ recipient: DynRecipient) -> DynRecipient {
        var known = recipient
        let entry = id(.suppression, recipient.address)
        if inHand.isGone(entry) {
            if recipient.isSuppressed == true { known.suppressionStatus = "unsuppressed" }
        } else if recipient.isSuppressed == false, inHand.laid(over: Suppression?.none, entry) != nil {
            known.suppressionStatus = "suppressed"
        }
        return known
    }

    func activate(_ addresses: [String]) async throws(ServiceError) {
        try await postAddresses("recipients.activate", "recipients/activate", addresses)
    }

    /// The entries in Dyn's order, which is taken to be newest first.
    ///
    /// - Parameter isWhole: whether no entry lies outside the range.
    func suppressions(
        _ range: DynRange, isWhole: Bool = true, take: Gathering<Suppression>.Take
    ) async throws(ServiceError) {
        let pages = DynPages(
            operation: "suppressions.list", path: "suppressions", list: "suppressions", key: "emailaddress",
            size: 500, query: range.parameters("date"))
        try await currentRows(of: pages, isWhole: isWhole, take: take) { row, _ in suppression(&row) }
    }

    func suppressionCount(_ range: DynRange) async throws(ServiceError) -> Int {
        try await get("suppressions.count", "suppressions/count", range.parameters("date"))["count"].integer()
    }

    func suppress(_ addresses: [String]) async throws(ServiceError) {
        try await postAddresses("suppressions.add", "suppressions", addresses)
    }

    func liftSuppressions(_ addresses: [String]) async throws(ServiceError) {
        try await postAddresses("suppressions.activate", "suppressions/activate", addresses)
    }

    private func postAddresses(
        _ operation: String, _ path: RequestPath, _ addresses: [String]
    ) async throws(ServiceError) {
        _ = try await post(
            operation, path, Self.addresses(addresses), fields: [("emailaddress", "address")])
    }

    private static func addresses(_ addresses: [String]) -> Parameters {
        ["emailaddress": .text(addresses.joined(separator: ","))]
    }

    /// The entry of an address that was put on the list just now; its time is told later.
    func freshSuppression(_ id: ResourceID) -> Suppression {
        Suppression(id: id, account: connection.name, address: id.native, reason: .manual)
    }

    /// Known by its address, since that is what Dyn lifts it by.
    private func suppression(_ row: inout RowReading) -> Suppression {
        let address = row.name("emailaddress")
        row.check("emailaddress", as: .address)
        let word = row.text("reasontype") ?? ""
        let reason = Self.reason(word)
        var entry = Suppression(
            id: id(.suppression, address), account: connection.name, address: address, reason: reason)
        if word.isEmpty { entry.untold.insert("reason") }
        // What holds no address says of nobody that he is suppressed.
        if !entry.id.isReadable { entry.untold.insert("state") }
        if reason == .manual, !word.isEmpty, word.lowercased() != reason.rawValue { entry.ownReason = word }
        entry.created = row.date("suppresstime")
        row.require("suppresstime")
        let number = row.text("suppressionid") ?? ""
        let notes = [
            word.isEmpty || word.lowercased() == reason.rawValue ? "" : "reason at Dyn: \(word)",
            number.isEmpty ? "" : "number \(number)",
        ]
        entry.note = notes.filter { !$0.isEmpty }.joined(separator: "; ")
        return entry
    }

    /// The words are not documented; what a person wanted must not pass for something else.
    private static func reason(_ word: String) -> Suppression.Reason {
        let word = word.lowercased()
        if word.contains("unsub") || word.contains("optout") || word.contains("opt-out") {
            return .unsubscribe
        }
        if ["complain", "spam", "abuse"].contains(where: word.contains) { return .complaint }
        return word.contains("bounce") ? .bounce : .manual
    }
}
