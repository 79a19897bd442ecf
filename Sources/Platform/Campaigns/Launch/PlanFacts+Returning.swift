import ServiceCore
import Store

/// What comes back of an e-mail launch that really leaves, and how receivers know it.
extension PlanFacts {
    /// Nil where nobody gets anything.
    func setup() throws -> SenderSetup? {
        guard row.channel == .email, try RelaySetting.current(in: db) != nil else { return nil }
        return try SenderSetup(of: row.message.from, account: row.account, in: db)
    }

    func returning(_ setup: SenderSetup) -> [LaunchPlan.Fact] {
        let follows = setup.tracksLinks || setup.tracksOpens
        let watched = [setup.tracksOpens ? "views" : nil, setup.tracksLinks ? "clicks" : nil].compactMap {
            $0
        }
        let links = setup.links.map { "\(watched.joined(separator: " and ")) by \($0.origin)" }
        return [
            .init("Bounces", setup.bounceDomain.map { "to \($0)" } ?? "to \(row.message.from)"),
            .init("Tracks", follows ? links ?? "nothing" : "nothing"),
            .init("Signed", signers(setup)),
        ]
    }

    private func signers(_ setup: SenderSetup) -> String {
        let names = setup.keys.filter { $0.opened(by: vault) != nil }.map(\.name)
        if !names.isEmpty { return "as \(names.joined(separator: ", "))" }
        return setup.keys.isEmpty
            ? "not here: the sender has no DKIM key" : "not here: the sender's DKIM key cannot be used"
    }

    func returningWarnings(_ setup: SenderSetup) -> [DatedText] {
        var warnings: [DatedText] = []
        if setup.bounceDomain == nil {
            warnings.append(
                "Bounces will not come back here but to the sender: no bounce domain is set (sendboard relay set)."
            )
        }
        if setup.links?.isEncrypted != true {
            warnings.append(
                "Nobody can unsubscribe by one click: the account has no checked tracking domain, and there is no public https address."
            )
        }
        warnings += setup.keys.compactMap(fault)
        return warnings
    }

    /// Why receivers would not find a message signed by a key; nil where they do.
    private func fault(of key: SenderSetup.Key) -> DatedText? {
        if key.opened(by: vault) == nil {
            return
                "The private key of \(key.name) cannot be used, so nothing is signed by it; another selector gets a new one."
        }
        return switch key.state {
        case .right: nil
        case .wrong:
            "The record \(key.name) was wrong when it was last looked up: receivers take messages for unsigned."
        case .unchecked, .couldNotCheck:
            "Nobody has seen the record \(key.name) right yet, by which receivers check signatures."
        }
    }
}

extension CampaignRow {
    /// What is tracked has to lead here; asked where messages really leave, since nobody follows what stays on this machine.
    func trackingRefusal(in db: ReadTransaction) throws -> ServiceError? {
        guard channel == .email, try RelaySetting.current(in: db) != nil else { return nil }
        let setup = try SenderSetup(of: message.from, account: account, in: db)
        guard setup.needsLinks, setup.links == nil else { return nil }
        return ServiceError(
            .refused,
            "“\(title)” cannot be launched: its account tracks what is done with messages, and no address of the web leads here.",
            hint: """
                Check a tracking domain of the account, name an address with sendboard relay set --public-url, or stop \
                tracking in Accounts (t).
                """)
    }
}
