import ServiceCore

/// What can be done with the approved senders of the embedded platform.
struct SenderKind: Sendable {
    let kind: OwnedKind<ApprovedSender>

    init(_ context: PlatformContext) {
        kind = OwnedKind(
            context: context,
            table: SenderQueries.table(context.connection, hosts: context.options.hosts))
    }

    var keys: SigningKeys { SigningKeys(table: kind.table.name) }

    func operations() -> ResourceOperations<ApprovedSender> {
        var operations = kind.operations(sort: RowOrder("address"))
        operations.create = creation
        operations.update = change
        operations.actions = [seeding(on: true), seeding(on: false), check]
        return operations
    }

    private func seeding(on isOn: Bool) -> ResourceAction<ApprovedSender> {
        var change = RowChange<ApprovedSender>(
            isOn ? "seed" : "unseed", notice: { "\($0): seeding \(isOn ? "on" : "off")" },
            apply: { _, sender in sender.isSeeded = isOn })
        change.availability = { sender in
            sender.isSeeded == isOn ? .disabled(isOn ? "already seeded" : "not seeded") : .available
        }
        return kind.editor.action(
            change, title: isOn ? "seeding on" : "seeding off",
            help: isOn
                ? "Opts in for inbox placement seeding." : "Opts out of inbox placement seeding.")
    }

    private var check: ResourceAction<ApprovedSender> {
        ResourceAction(
            "check", title: "check DKIM and SPF", help: "Looks up the sender's DKIM and SPF records in DNS.",
            effect: .check,
            perform: { ids, _ async throws(ServiceError) in
                try await kind.check(ids, look: look) { result, time in
                    [
                        ("dkim_state", result.row.dkimState.stored),
                        ("spf_state", result.row.spfState.stored),
                    ] + result.columns(at: time, before: result.row.checked)
                }
            })
    }

    private func look(_ sender: ApprovedSender) async -> CheckedRow<ApprovedSender> {
        let hosts = kind.context.options.hosts
        let dns = kind.context.dns
        let domain = sender.address.split(separator: "@").last.map(String.init) ?? ""
        var checked = sender
        var findings: [String] = []
        var troubles: [String?] = []
        async let spf = dns.spf(domain: domain, needs: [hosts.spfTerm])
        var states: [DNSState] = []
        if sender.dkimSelector.isEmpty {
            checked.dkimState = .unchecked
            findings.append("DKIM of \(domain) was not checked: the sender has no selector")
        } else {
            let dkim = await dns.dkim(
                domain: domain, selector: sender.dkimSelector, value: sender.dkimValue)
            checked.dkimState = sender.dkimState.after(dkim)
            states.append(dkim.state)
            troubles.append(dkim.trouble("DKIM of \(domain)", wanted: sender.dkimValue))
            findings.append(
                dkim.finding("DKIM at \(sender.dkimSelector)._domainkey.\(domain)", wanted: sender.dkimValue))
        }
        let outcome = await spf
        checked.spfState = sender.spfState.after(outcome)
        findings.append(outcome.finding("SPF of \(domain)", wanted: hosts.spfTerm))
        troubles.append(outcome.trouble("SPF of \(domain)", wanted: hosts.spfTerm))
        return CheckedRow(
            row: checked, findings: findings, troubles: troubles.compactMap(\.self),
            state: (states + [outcome.state]).together)
    }
}
