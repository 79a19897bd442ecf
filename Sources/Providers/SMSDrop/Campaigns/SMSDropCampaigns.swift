import ServiceCore

/// What can be done with the campaigns of smsdrop: list, read, make and launch, launch again, test, watch.
///
/// It has no call that changes, deletes, pauses or aborts one.
struct SMSDropCampaigns: Sendable {
    let client: SMSDropClient

    var operations: ResourceOperations<Campaign> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("created", ascending: false),
                Gathering(pages: { _, take async throws(ServiceError) in try await each(take) })),
            find: { key async throws(ServiceError) in try await find(key) },
            create: creation, actions: [launch, test])
    }

    var control: CampaignControl {
        let (launcher, watch) = (SMSDropLauncher(client: client), SMSDropWatch(client: client))
        var control = CampaignControl(
            plan: { id async throws(ServiceError) in try await launcher.plan(id) },
            launch: { id, key async throws(ServiceError) in try await launcher.launch(id, key: key) },
            watch: { watch.updates(of: $0) },
            recipients: { RowOperations(SMSDropRecipients(client: client, campaign: $0).operations) })
        control.audience = { [client] id async throws(ServiceError) in
            try await client.campaign(id.native)?.recipients.map { MessageAudience($0) }
        }
        return control
    }

    /// Every campaign as it is known, a page at a time.
    private func each(_ take: Gathering<Campaign>.Take) async throws(ServiceError) {
        var list = client.inHand.pages(of: Campaign.self)
        var isMoreWanted = true
        try await SMSDropPages(client: client).each { page async throws(ServiceError) in
            isMoreWanted = try await take(list.lay(try await rows(page)))
            return isMoreWanted
        }
        let rest = isMoreWanted ? list.rest() : []
        if !rest.isEmpty { _ = try await take(rest) }
    }

    private func rows(_ campaigns: [SMSDropCampaign]) async throws(ServiceError) -> [Campaign] {
        let account = try await client.accountName()
        return campaigns.map { Campaign($0, connection: client.connection, account: account) }
    }

    private func find(_ key: String) async throws(ServiceError) -> Campaign? {
        let read = try await client.campaign(key).map { [$0] } ?? []
        let id = ResourceID(client.connection, .campaign, key)
        if let known = client.inHand.laid(over: try await rows(read).first, id) { return known }
        // Others may be called the same, and nobody launches the wrong one.
        var called: [Campaign] = []
        try await each { page in
            called += page.filter { $0.title == key }
            return true
        }
        return try called.only(called: key)
    }

    /// `n`: made is launched, so that it asks as `S` does.
    private var creation: Submission<Campaign> {
        Submission(
            confirmation: { values in
                .name(TypedName(firstOf: ["title", "text", "audience"].compactMap { values.text($0) }))
            },
            recipients: { values throws(ServiceError) in
                MessageAudience(try SMSDropForm.numbers(values, "audience"))
            },
            form: { _ async throws(ServiceError) in
                try await SMSDropForm(client: client).campaign()
            },
            submit: { _, values async throws(ServiceError) in
                let draft = try SMSDropForm.draft(values, now: client.clock.date())
                return try await SMSDropLauncher(client: client).create(draft)
            })
    }

    private var launch: ResourceAction<Campaign> {
        ResourceAction(
            .launch, help: "Launches again what was stored for lack of credit.",
            confirmation: { .naming($0) },
            availability: { campaign in
                campaign.state == .waitingCredit ? .available : .disabled("it is \(campaign.stateWords)")
            },
            perform: { ids, _ async throws(ServiceError) in
                try await SMSDropLauncher(client: client).retry(ids)
            })
    }

    private var test: ResourceAction<Campaign> {
        ResourceAction(
            .test, help: "Sends the campaign’s text to one number of yours.",
            form: { campaign in
                FormDescription(
                    title: "Send a test of \(campaign.title)",
                    fields: [
                        FormField("to", "To", isRequired: true, help: "A number: +34600112233.")
                    ]
                ).ruled { values throws(ServiceError) in _ = try SMSDropMessages.testNumber(values) }
            },
            recipients: { _, values async throws(ServiceError) in
                MessageAudience([try SMSDropMessages.testNumber(values)])
            },
            perform: { ids, values async throws(ServiceError) in
                try await SMSDropMessages(client: client).test(ids, values)
            })
    }
}
