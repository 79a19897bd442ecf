import FoundationEssentials
import ServiceCore

/// Finds out what Dyn knows of an address: whether it would send, and what happened.
struct DynTrace: Sendable {
    let client: DynClient
    let recipients: DynRecipients
    let activity: DynActivity
    let now: @Sendable () -> Date

    /// Knows nothing of what is no e-mail address.
    func trace(_ text: String) async throws(ServiceError) -> PersonTrace {
        let address = text.trimmingBlanks
        guard DynRule.address.isRight(address), let shown = try await sought(address) else {
            return PersonTrace(address: address)
        }
        // What was written here counts, whatever Dyn still shows of it.
        let (contact, entry) = try await recipients.known(shown)
        let recipient = shown.standing(as: contact)
        var query = DynReportQuery(range: DynEventScope.recent(now()))
        query.person = shown.address
        let (events, missing) = try await activity.offered(DynEventScope(DynReport.allCases, query))
        query.range = DynEventScope.recent(now(), days: 548)
        var counts = try await activity.counts(DynEventScope(DynReport.allCases, query))
        query.isUnique = true
        let unique = try await activity.counts(DynEventScope([.opens, .clicks], query))
        // What Dyn counts may be rows in which nothing stands.
        counts = counts.map { ($0.report, $0.count - $0.report.blanks(among: events)) }
        let isFaultTold = [DynReport.bounces, .complaints].allSatisfy { fault in
            counts.contains { $0.report == fault && ($0.count > 0 || fault.blanks(among: events) == 0) }
        }
        counts = counts.filter { $0.count > 0 }
        var verdict = verdict(recipient, entry, counts, unique, isFaultTold)
        verdict.unknowns = Self.unknowns(shown, recipient, isFaultTold)
        if recipient != shown, contact.untold.isDisjoint(with: ["suppression", "recipient_status"]) {
            verdict.notes.append("written, and not shown by the platform yet")
        }
        // The status alone is an answer to any address, and no contact.
        if recipient.isLikeUnseen, counts.isEmpty, events.isEmpty { verdict.contact = nil }
        if !missing.isEmpty {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            verdict.notes.append("the platform has no report of \(names)")
        }
        return PersonTrace(address: address, verdicts: [verdict], events: events)
    }

    /// What Dyn says of a person, however the address is spelled that it knows the person by: it may tell of no other.
    private func sought(_ typed: String) async throws(ServiceError) -> DynRecipient? {
        guard typed.hasSpellings else { return try await client.recipients([typed]).first }
        if let entry = try await recipients.suppressions.entry(typed) {
            return try await client.recipients([entry.address]).first
        }
        let key = MailAddress.key(of: typed)
        let told = try await client.recipients(key == typed ? [typed] : [typed, key])
        return told.first { !$0.isLikeUnseen } ?? told.first
    }

    private typealias Counts = [(report: DynReport, count: Int)]

    private func verdict(
        _ recipient: DynRecipient, _ entry: Suppression?, _ counts: Counts, _ unique: Counts,
        _ isFaultTold: Bool
    ) -> PersonTrace.Verdict {
        var verdict = PersonTrace.Verdict(
            connection: client.connection, account: client.connection.name,
            contact: client.id(.contact, recipient.address))
        let fault = Self.fault(counts)
        if recipient.isSuppressed == true {
            verdict.stop = suppression(recipient, entry)
        } else if recipient.isInactive, let fault {
            verdict.stop = PersonTrace.Stop(rule: "inactive: \(fault)", remedy: "activate")
        }
        if recipient.isInactive, verdict.stop == nil || recipient.isSuppressed == true {
            let unseen: DatedText? =
                isFaultTold
                ? counts.isEmpty && recipient.isLikeUnseen
                    ? "inactive, as Dyn says of any address that it has never seen"
                    : "never activated, which stops nothing" : nil
            verdict.notes += [fault.map { "inactive too: \($0)" } ?? unseen].compactMap(\.self)
        }
        if let oddity = recipient.oddity { verdict.notes.append("not readable: \(oddity)") }
        verdict.notes.append(Self.summary(counts, unique))
        return verdict
    }

    private func suppression(_ recipient: DynRecipient, _ entry: Suppression?) -> PersonTrace.Stop {
        let word = recipient.suppressionStatus ?? "suppressed"
        return PersonTrace.Stop(
            rule: (entry?.reasonText).map { "\(word): \($0)" } ?? word,
            since: entry?.created,
            remedy: "allow")
    }

    /// Why an inactive recipient is skipped; nil for one that merely was never activated.
    private static func fault(_ counts: Counts) -> String? {
        let reports = counts.map(\.report)
        if reports.contains(.complaints) { return "complained" }
        return reports.contains(.bounces) ? "bounced" : nil
    }

    /// What would have to be known to say whether a message goes out, and is not.
    private static func unknowns(
        _ shown: DynRecipient, _ recipient: DynRecipient, _ isFaultTold: Bool
    ) -> [DatedText] {
        [
            shown.isSuppressed ?? recipient.isSuppressed == nil
                ? "Dyn does not tell whether it is suppressed" : nil,
            shown.status ?? recipient.status == nil ? "Dyn does not tell whether it is active" : nil,
            recipient.ownStatus.map { "Dyn calls it “\($0)”, and what that stops is not known" },
            recipient.isInactive && !isFaultTold
                ? "Dyn does not tell whether it has bounced or complained" : nil,
        ].compactMap(\.self)
    }

    private static func summary(_ counts: Counts, _ unique: Counts) -> DatedText {
        guard !counts.isEmpty else { return "no report in 18 months" }
        let words = counts.map { report, count in
            let unique = unique.first { $0.report == report }.map {
                " (\(NumberText.grouped($0.count)) unique)"
            }
            return "\(report.rawValue) \(NumberText.grouped(count))\(unique ?? "")"
        }
        return "in 18 months: \(words.joined(separator: ", "))"
    }
}

extension String {
    /// Whether an address may well be kept in another spelling: without capitals, its letters composed, or its domain as
    /// letters rather than as `xn--…`.
    fileprivate var hasSpellings: Bool {
        contains { !$0.isASCII || $0.isUppercase } || contains("xn--")
    }
}

extension DynReport {
    /// How many of its rows are nobody's.
    fileprivate func blanks(among events: [DeliveryEvent]) -> Int {
        events.count { $0.person.isEmpty && $0.id.native.hasPrefix(rawValue) }
    }
}

extension DynRecipient {
    /// The recipient as it stands with what was written here, of which nobody knows what a lost answer hides.
    fileprivate func standing(as contact: Contact) -> DynRecipient {
        var standing = self
        standing.status = contact.recipientStatus
        if contact.suppression == nil {
            standing.suppressionStatus = contact.untold.contains("suppression") ? nil : "unsuppressed"
        } else if isSuppressed != true {
            standing.suppressionStatus = "suppressed"
        }
        return standing
    }
}
