import FoundationEssentials
import ServiceCore

/// A row whose check looks records up, and tells when it last learnt something.
protocol CheckedResource: Revisioned {
    var checked: Date? { get }
    /// What a check asks about; another answer belongs to another row.
    var lookedUp: [String] { get }
}

extension TrackingDomain: CheckedResource {
    var lookedUp: [String] { [domain] }
}

/// What is sent from with DKIM and SPF: a sender or a whole domain.
protocol SigningRow: CheckedResource {
    var mailDomain: String { get }
    /// Empty where nothing is signed.
    var dkimSelector: String { get set }
    var dkimValue: String { get set }
    var dkimState: DNSState { get set }
    var spfState: DNSState { get set }
}

extension SigningRow {
    var lookedUp: [String] { [mailDomain, dkimSelector, dkimValue] }
}

extension ApprovedSender: SigningRow {
    var mailDomain: String { address.split(separator: "@").last.map(String.init) ?? "" }
}

extension SendingDomain: SigningRow {
    var mailDomain: String { domain }
}

extension OwnedKind where R: SigningRow {
    /// Looks up DKIM and SPF.
    ///
    /// - Parameter noun: what a person calls the row: `sender`.
    func recordCheck(of noun: String) -> ResourceAction<R> {
        check(
            title: "check DKIM and SPF", help: "Looks up the \(noun)'s DKIM and SPF records in DNS.",
            look: { row in await look(row, noun) },
            states: { [("dkim_state", $0.dkimState), ("spf_state", $0.spfState)] })
    }

    private func look(_ row: R, _ noun: String) async -> CheckedRow<R> {
        let (domain, hosts, dns) = (row.mailDomain, context.options.hosts, context.dns)
        var checked = row
        var findings: [String] = []
        var troubles: [String?] = []
        var states: [DNSState] = []
        async let spf = dns.spf(domain: domain, includes: hosts.spf)
        if row.dkimSelector.isEmpty {
            checked.dkimState = .unchecked
            findings.append("DKIM of \(domain) was not checked: the \(noun) has no selector")
        } else {
            let dkim = await dns.dkim(domain: domain, selector: row.dkimSelector, value: row.dkimValue)
            checked.dkimState = row.dkimState.after(dkim)
            states.append(dkim.state)
            let record = "DKIM at \(row.dkimSelector)._domainkey.\(domain)"
            findings.append(dkim.finding(record, wanted: row.dkimValue))
            troubles.append(dkim.trouble("DKIM of \(domain)", wanted: row.dkimValue))
        }
        let outcome = await spf
        checked.spfState = row.spfState.after(outcome)
        // A record that is there wants our term alone: what else it says is not ours to change.
        let wanted = outcome == .missing ? hosts.spfRecord : hosts.spfTerm
        findings.append(outcome.finding("SPF of \(domain)", wanted: wanted))
        troubles.append(outcome.trouble("SPF of \(domain)", wanted: wanted))
        return CheckedRow(
            row: checked, findings: findings, troubles: troubles.compactMap(\.self),
            state: (states + [outcome.state]).together)
    }
}
