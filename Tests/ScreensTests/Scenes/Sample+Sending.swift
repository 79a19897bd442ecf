import ServiceCore
import TestSupport

extension Sample {
    static func putSending(in store: FakeStore) {
        store.put(senders)
        store.put(users)
        store.put(trackingDomains)
        store.put(sendingDomains)
        store.put(campaigns)
    }

    private static var senders: [ApprovedSender] {
        let states: [DNSState] = [.right, .wrong, .couldNotCheck, .unchecked]
        return ["news@shop.example", "hello@söder.example", "sale@old.example", "new@brand.example"]
            .enumerated().map { index, address in
                var sender = ApprovedSender(
                    id: id(.sender, "\(index + 1)"), account: account, address: address)
                sender.isSeeded = index == 0
                sender.isReady = index != 3
                sender.dkimSelector = index == 3 ? "" : "s1"
                sender.dkimState = states[index]
                sender.spfState = states[(index + 1) % 4]
                sender.checked = index == 3 ? nil : ago(Double(index * 90))
                return sender
            }
    }

    private static var users: [SMTPUser] {
        [("retail-web", 1000, 14), ("retail-batch", 50_000, 49_310), ("old-shop", 0, 0)].enumerated().map {
            index, row in
            var user = SMTPUser(id: id(.smtpUser, "\(index + 1)"), account: account, name: row.0)
            user.hourlyLimit = row.1 == 0 ? nil : row.1
            user.totalLimit = index == 1 ? 2_000_000 : nil
            user.usedThisHour = row.2
            user.usedInAll = row.2 * 20
            user.isEnabled = index != 2
            user.password = Secret("hunter2")
            user.created = ago(60 * 24 * 30)
            return user
        }
    }

    private static var trackingDomains: [TrackingDomain] {
        let states: [DNSState] = [.right, .wrong, .couldNotCheck]
        return ["t.shop.example", "click.a-very-long-brand-name.example", "t.old.example"].enumerated().map {
            index, name in
            var domain = TrackingDomain(
                id: id(.trackingDomain, "\(index + 1)"), account: account, domain: name)
            domain.cnameState = states[index]
            domain.cnameTarget = "track.sendboard.example"
            domain.isTracking = index == 0
            domain.checked = ago(Double(index * 60 + 1))
            domain.created = ago(60 * 24 * 30)
            return domain
        }
    }

    private static var sendingDomains: [SendingDomain] {
        ["shop.example", "brand.example"].enumerated().map { index, name in
            var domain = SendingDomain(id: id(.sendingDomain, "\(index + 1)"), account: account, domain: name)
            domain.dkimState = index == 0 ? .right : .wrong
            domain.spfState = index == 0 ? .right : .couldNotCheck
            domain.dkimSelector = "sendboard"
            domain.isVerified = index == 0
            domain.checked = ago(30)
            return domain
        }
    }

    private static var campaigns: [Campaign] {
        let rows: [(String, Campaign.State, Int, Double, String)] = [
            ("Spring sale", .running, 12_000, 61, ""),
            ("Welcome, new customers of the winter", .draft, 0, 0, ""),
            ("Order shipped (SMS)", .waitingCredit, 0, 0, "1,200 credits needed, 40 left"),
            ("Black Friday", .finished, 431_207, 100, ""), ("Newsletter 47", .scheduled, 0, 0, ""),
            ("Test of the old list", .aborted, 900, 12, "by kim@console"),
        ]
        return rows.enumerated().map { index, row in
            var campaign = Campaign(id: id(.campaign, "\(index + 1)"), account: account, title: row.0)
            campaign.state = row.1
            campaign.audienceSize = row.2
            campaign.percentage = row.3
            campaign.stateReason = DatedText(row.4)
            campaign.channel = index == 2 ? .sms : .email
            campaign.type = index == 2 ? .smsPlain : .normal
            campaign.sender = index == 2 ? "ACME" : "news@shop.example"
            campaign.subject = "A subject for \(row.0)"
            campaign.audience = index == 3 ? "all contacts" : "group newsletter"
            campaign.launched = row.1.hasStarted ? ago(Double(index * 1500 + 1)) : nil
            return campaign
        }
    }
}
