import Platform
import ServiceCore

/// One launch of a benchmark, and nothing beside it.
extension BenchmarkDirectory {
    func makeCampaign(text: String = "Hello", key: String? = nil) async throws -> ResourceID {
        let (account, sender) = (Self.account, "benchmark@acme.example")
        var values = ["account": account, "address": sender]
        if let key { (values["dkim_selector"], values["dkim_algorithm"]) = ("benchmark", key) }
        _ = try await Self.require(operations(.sender).create).submit(nil, FormValues(values))
        let made = try await Self.require(operations(.campaign).create).submit(
            nil,
            FormValues([
                "account": account, "title": "Benchmark", "subject": "Hello", "sender": sender,
                "text": text, "audience": "all contacts",
            ]))
        return try Self.require(made.rows.first).id
    }

    /// A campaign whose messages are of this form.
    func makeCampaign(_ form: MessageForm) async throws -> ResourceID {
        let tracks = form.isTracked ? "yes" : "no"
        try await editAccount([
            "track_opens": tracks, "track_links": tracks, "track_unsubscribes": tracks,
        ])
        if form.isTracked {
            try await platform.set(
                ReturnChange(bounceDomain: "bounces.acme.example", publicURL: "https://mail.acme.example"))
        }
        return try await makeCampaign(text: form.text, key: form.key)
    }

    func editAccount(_ values: [FieldID: String]) async throws {
        let accounts = try operations(.account)
        let row = try await Self.require(accounts.find)(Self.account)
        _ = try await Self.require(accounts.update).submit(row, FormValues(values))
    }

    /// What the sample has under way would share the engine.
    func pauseOthers(_ campaigns: CampaignControl) async throws {
        let pause = try Self.require(campaigns.pause)
        let list = try Self.require(operations(.campaign).list)
        for row in try await list.page(ListRequest(limit: 1_000)).items {
            let isRunning = [Campaign.State.running, .preparing].contains {
                $0.rawValue == row["state"].plainText
            }
            if isRunning { _ = try await pause(row.id) }
        }
    }
}

extension AsyncStream<CampaignUpdate> {
    /// How a launch stands when nothing changes any more.
    var last: CampaignProgress? {
        get async {
            var last: CampaignProgress?
            for await case .progress(let progress) in self { last = progress }
            return last
        }
    }
}
