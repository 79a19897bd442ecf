import FoundationEssentials
import ServiceCore

/// Says what DMDS knows of an address: whether it would be sent to, and everything that happened to it.
struct DMDSTracing: Sendable {
    let context: DMDSContext

    func trace(_ text: String) async throws(ServiceError) -> PersonTrace {
        let address = DMDSMailbox.spelling(of: text)
        // DMDS sends e-mail alone and knows nobody by a number.
        guard DMDSMailbox.isAddress(address) else { return PersonTrace(address: address) }
        let mark = try await context.whitelistMark(address)
        let payload = try await context.contact(address)
        // What was written here counts, whatever the platform still shows of it.
        guard
            let contact = context.inHand.laid(
                over: payload?.contact(mark), context.id(.contact, address))
        else {
            var notes: [DatedText] = ["no contact here; DMDS makes one when it is sent to"]
            if mark == .on { notes.append("whitelisted") }
            if mark == .noWhitelist { notes.append(Self.noWhitelist) }
            return PersonTrace(address: address, verdicts: [verdict(nil, notes: notes)])
        }
        var verdict = verdict(
            contact, stop: contact.isInvalid ? stop(contact, payload) : nil, notes: notes(on: contact))
        if contact.isValidityUnknown, payload?.invalido == nil {
            verdict.unknowns = ["DMDS does not tell whether it is invalid"]
        }
        let isSeen = payload?.invalido == contact.isInvalid || contact.isValidityUnknown
        if !isSeen { verdict.notes.append(Self.unseen) }
        return PersonTrace(
            address: address, verdicts: [verdict],
            events: context.rows(of: payload?.eventos ?? []).sorted { $0.time > $1.time })
    }

    private func verdict(
        _ contact: Contact?, stop: PersonTrace.Stop? = nil, notes: [DatedText]
    ) -> PersonTrace.Verdict {
        PersonTrace.Verdict(
            connection: context.connection, account: context.account, contact: contact?.id, stop: stop,
            notes: notes)
    }

    /// An invalid contact gets nothing; what came just before tells most often why.
    ///
    /// - Parameter payload: what DMDS shows, which tells nothing of an invalidation that it does not show yet.
    private func stop(_ contact: Contact, _ payload: ContactPayload?) -> PersonTrace.Stop {
        let shown = payload?.invalido == true ? payload : nil
        let since = contact.invalidSince
        let bounce = shown?.eventos.last { event in
            event.kind == .bounceHard && since.map { event.time <= $0 } ?? true
        }
        return PersonTrace.Stop(
            rule: "invalid", since: since ?? bounce?.toldTime,
            cause: bounce.map { "after a hard bounce" + ($0.toldTime.map { " \(DMDSTime.text($0))Z" } ?? "") }
                ?? "",
            remedy: "revalidate")
    }

    private static let unseen: DatedText = "written, and not shown by the platform yet"
    private static let noWhitelist: DatedText = "the platform has no whitelist"

    private func notes(on contact: Contact) -> [DatedText] {
        var notes: [DatedText] = []
        if let oddity = contact.oddity { notes.append("not readable: \(oddity)") }
        if contact.isWhitelisted { notes.append("whitelisted: bounces do not make it invalid") }
        if contact.hasNoWhitelist { notes.append(Self.noWhitelist) }
        for (count, name) in [(contact.hardBounces, "hard bounce"), (contact.softBounces, "soft bounce")] {
            if let count, count > 0 { notes.append("\(NumberText.counted(count, name))") }
        }
        if !contact.groups.isEmpty { notes.append("groups: \(contact.groups.joined(separator: ", "))") }
        return notes
    }
}
