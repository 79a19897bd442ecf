// Rows as the reading of a hosted platform begins them: of their flags and numbers nothing is known but what it tells.

extension Account {
    /// An account of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, username: String) -> Account {
        var account = Account(id: id, username: username)
        (account.isActive, account.isVerified, account.isAdmin) = (nil, nil, nil)
        account.tracking.opens = nil
        account.tracking.links = nil
        account.tracking.unsubscribes = nil
        account.bouncePostback.isActive = nil
        account.spamPostback.isActive = nil
        account.unsubscribePostback.isActive = nil
        account.emailsSent = nil
        account.untold = ["email_cap"]
        return account
    }
}

extension ApprovedSender {
    /// A sender of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, address: String) -> ApprovedSender {
        var sender = ApprovedSender(id: id, account: account, address: address)
        (sender.isReady, sender.isSeeded) = (nil, nil)
        return sender
    }
}

extension SMTPUser {
    /// A user of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, name: String) -> SMTPUser {
        var user = SMTPUser(id: id, account: account, name: name)
        (user.isEnabled, user.usedThisHour, user.usedInAll) = (nil, nil, nil)
        user.untold = ["hourly_limit", "total_limit"]
        return user
    }
}

extension SendingDomain {
    /// A domain of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, domain: String) -> SendingDomain {
        var untold = SendingDomain(id: id, account: account, domain: domain)
        untold.isVerified = nil
        untold.untold = ["bounce_domain"]
        return untold
    }
}

extension TrackingDomain {
    /// A domain of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, domain: String) -> TrackingDomain {
        var untold = TrackingDomain(id: id, account: account, domain: domain)
        untold.isTracking = nil
        return untold
    }
}

extension Webhook {
    /// A webhook of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, url: String) -> Webhook {
        var hook = Webhook(id: id, account: account, url: url)
        (hook.events, hook.storesLog, hook.totalEvents) = (nil, nil, nil)
        hook.untold = ["events", "key"]
        return hook
    }
}

extension Contact {
    /// A contact of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, email: String) -> Contact {
        var contact = Contact(id: id, account: account, email: email)
        (contact.isValidityUnknown, contact.isWhitelistUnknown) = (true, true)
        (contact.hardBounces, contact.softBounces) = (nil, nil)
        return contact
    }
}

extension Campaign {
    /// A campaign of which nothing is told but what it is called.
    package static func untold(_ id: ResourceID, account: String, title: String) -> Campaign {
        var campaign = Campaign(id: id, account: account, title: title)
        campaign.state = .unknown
        (campaign.audienceSize, campaign.partCount, campaign.percentage) = (nil, nil, nil)
        return campaign
    }
}

extension Resource {
    /// Counts the texts that stand empty and that no edit writes as not told; for a platform that tells none of them so.
    ///
    /// - Parameter known: the fields that it told to be empty.
    package mutating func leaveEmptyTextsUntold(but known: Set<FieldID> = []) {
        // Why a state is as it is says the client.
        let texts = Self.fields.filter {
            [.text, .longText].contains($0.description.kind) && !$0.description.isWritten
                && $0.description.id != Self.words.nameField && $0.description.id != "state_reason"
                && $0.read(self).isEmpty
        }
        untold.formUnion(texts.map(\.description.id).filter { !known.contains($0) })
    }

    /// Counts what stands empty of what edits write as not told; for a platform that tells none of it as empty.
    ///
    /// - Parameter known: the fields of which the reading itself says whether they were told.
    package mutating func leaveEmptyUntold(but known: Set<FieldID> = []) {
        let empty = Self.fields.filter { $0.description.isWritten && $0.read(self).isEmpty }
        untold.formUnion(empty.map(\.description.id).filter { !known.contains($0) })
    }
}
