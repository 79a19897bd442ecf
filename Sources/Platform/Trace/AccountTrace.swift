import Foundation
import ServiceCore
import Store

/// What one account has on an address, and what follows from it.
struct AccountTrace {
    private let owner: TraceQueries.Owner
    private let queries: TraceQueries
    private let causes: TraceCauses
    private let person: TraceQueries.Person?
    private let entries: [TraceQueries.Entry]
    private let facts: SendFacts
    private let way: SendWay

    init(_ owner: TraceQueries.Owner, _ queries: TraceQueries, _ causes: TraceCauses) throws {
        (self.owner, self.queries, self.causes) = (owner, queries, causes)
        person = try queries.person(of: owner.id)
        entries = try queries.entries(of: owner.id)
        var facts = SendFacts()
        facts.hasUsableAddress =
            queries.channel == .email
            ? AddressRules.isUsable(email: queries.address) : AddressRules.isUsable(phone: queries.address)
        facts.suppression = entries.first { $0.lifted == nil }?.reason
        // Invalid is said of an e-mail address; a number is never invalid.
        facts.isInvalid = queries.channel == .email && person?.marks.invalidAt != nil
        facts.isWhitelisted = person?.marks.whitelistedAt != nil
        facts.isSenderApproved = try queries.isAnySenderApproved(of: owner.id)
        facts.allowsChannel = person?.allowsChannel ?? true
        self.facts = facts
        way = try queries.way(of: owner.id)
    }

    func verdict(on connection: ConnectionID) throws -> PersonTrace.Verdict {
        let reason = SendRules.stop(facts)
        let hold = reason == nil ? SendRules.hold(way) : nil
        var verdict = PersonTrace.Verdict(
            connection: connection, account: owner.username,
            contact: person.map { ResourceID(connection, .contact, String($0.id)) },
            stop: try reason.map(stop),
            depends: try TraceWays(owner: owner, queries: queries, facts: facts).depends(),
            notes: try notes(besides: reason))
        if let hold { verdict.take(hold) }
        return verdict
    }

    private func stop(_ reason: NotSentReason) throws -> PersonTrace.Stop {
        var stop = PersonTrace.Stop(rule: reason.text)
        switch reason {
        case .suppressed:
            guard let entry = entries.first else { return stop }
            stop.since = Date(storedTime: entry.at)
            stop.cause = try causes.suppression(entry)
            stop.remedy = "allow"
            stop.remedyKind = person == nil || entry.isForAll ? .suppression : .contact
        case .invalid:
            guard let person else { return stop }
            stop.since = person.marks.invalidAt.map { Date(storedTime: $0) }
            stop.cause = try causes.invalidation(of: person)
            stop.remedy = "revalidate"
        case .senderNotApproved: stop.cause = "no sender of the account is ready"
        case .channelNotAllowed:
            stop.cause = "the contact takes none on this channel"
            stop.advice = "Channels in the contact's form (e in Contacts)"
        case .unusableAddress, .noAddress, .inactive, .duplicate, .cancelled, .expired: break
        }
        return stop
    }

    /// What else is worth knowing, and what would stop it next.
    private func notes(besides reason: NotSentReason?) throws -> [DatedText] {
        var notes: [DatedText] = []
        if let person {
            notes += personNotes(person, isStopped: reason == .invalid)
        } else {
            notes.append("no contact of this account")
        }
        notes += entries.flatMap { entryNotes($0, isStop: $0.id == entries.first?.id && reason != nil) }
        if queries.channel == .email, let recipient = try queries.recipient(of: owner.id) {
            let why = recipient.why.isEmpty ? "" : ": \(recipient.why)"
            notes.append("recipient \(recipient.status) since \(Self.time(recipient.changedAt))\(why)")
        }
        return notes
    }

    private func personNotes(_ person: TraceQueries.Person, isStopped: Bool) -> [DatedText] {
        let marks = person.marks
        var notes: [DatedText] = []
        if let at = marks.whitelistedAt { notes.append("whitelisted since \(Self.time(at))") }
        if facts.isInvalid, !isStopped, let at = marks.invalidAt {
            notes.append("invalid too, since \(Self.time(at))")
        }
        if marks.hardCount > 0 {
            let last = person.lastHard.map { ", the last \($0)" as DatedText } ?? ""
            notes.append("\(NumberText.counted(marks.hardCount, "hard bounce"))\(last)")
        }
        if marks.softCount > 0 {
            notes.append("\(NumberText.counted(marks.softCount, "soft bounce")) in a row")
        }
        if !person.groups.isEmpty { notes.append("groups: \(person.groups.joined(separator: ", "))") }
        return notes
    }

    private func entryNotes(_ entry: TraceQueries.Entry, isStop: Bool) -> [DatedText] {
        var notes: [DatedText] = []
        let reason = entry.reason.rawValue
        if let lifted = entry.lifted {
            let by = entry.liftedBy.isEmpty ? "" : " by \(entry.liftedBy)"
            let why = entry.liftedWhy.isEmpty ? "" : ": \(entry.liftedWhy)"
            notes.append(
                "suppressed (\(reason)) from \(Self.time(entry.at)) until \(lifted)\(by)\(why)"
            )
        } else if !isStop {
            let beaten = entry.reason == .bounce && facts.isWhitelisted
            notes.append(
                "suppressed (\(reason)) since \(Self.time(entry.at))\(beaten ? ", which the whitelist overrules" : " too")"
            )
        } else if entry.isForAll {
            notes.append("the entry holds for all accounts")
        }
        if !entry.note.isEmpty { notes.append("noted: \(entry.note)") }
        return notes
    }

    private static func time(_ stored: Int64) -> Date { Date(storedTime: stored) }
}

extension PersonTrace.Verdict {
    /// What holds all that the account sends.
    fileprivate mutating func take(_ hold: SendHold) {
        if let until = hold.until {
            wait = PersonTrace.Wait(rule: hold.reason, until: until, advice: hold.advice)
        } else {
            stop = PersonTrace.Stop(rule: hold.reason)
            stop?.advice = hold.advice
        }
    }
}
