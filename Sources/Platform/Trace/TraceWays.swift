import ServiceCore

/// What becomes of a message by what it is sent by: each sender and SMTP user that is held, and the wire APIs.
struct TraceWays {
    let owner: TraceQueries.Owner
    let queries: TraceQueries
    let facts: SendFacts

    /// More of them than these are counted alone.
    static let mostNamed = 20

    func depends() throws -> [PersonTrace.Dependence] {
        guard queries.channel == .email else { return [] }
        let (senders, users, faces) = (try self.senders(), try self.users(), try self.faces())
        return Self.named(senders, "senders that are not approved")
            + Self.named(users, "SMTP users that are held") + faces
    }

    /// Where no sender is approved that is what stops it, whoever sends.
    private func senders() throws -> [PersonTrace.Dependence] {
        guard facts.isSenderApproved else { return [] }
        return try queries.unapprovedSenders(of: owner.id).map {
            .init("sent from \($0)", NotSentReason.senderNotApproved.text)
        }
    }

    private func users() throws -> [PersonTrace.Dependence] {
        try queries.users(of: owner.id).compactMap { user in
            SendRules.hold(.init(user: user)).map { hold in
                .init(
                    "sent as \(user.name)", "\(hold.rule.word) (\(hold.reason))", until: hold.until)
            }
        }
    }

    /// What is sent through an API is under rules of that API beside these.
    private func faces() throws -> [PersonTrace.Dependence] {
        var faces: [PersonTrace.Dependence] = []
        if !facts.isSenderApproved {
            faces.append(
                .init(
                    "sent through SendClean or DMDS",
                    "no approved sender is asked for, since no sending domain is checked"))
        }
        if try queries.recipient(of: owner.id)?.status == "inactive" {
            faces.append(.init("sent through Dyn", NotSentReason.inactive.text))
        }
        return faces
    }

    private static func named(
        _ all: [PersonTrace.Dependence], _ rest: String
    ) -> [PersonTrace.Dependence] {
        guard all.count > mostNamed else { return all }
        let more = "\(NumberText.grouped(all.count - mostNamed)) more"
        return all.prefix(mostNamed) + [.init("sent by one of \(more) \(rest)", "held")]
    }
}
