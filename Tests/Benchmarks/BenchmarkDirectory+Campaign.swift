import Platform
import ServiceCore

/// One launch of a benchmark, and nothing beside it.
extension BenchmarkDirectory {
    func makeCampaign(text: String = "Hello") async throws -> ResourceID {
        let (account, sender) = (Self.account, "benchmark@acme.example")
        _ = try await Self.require(operations(.sender).create).submit(
            nil, FormValues(["account": account, "address": sender]))
        let made = try await Self.require(operations(.campaign).create).submit(
            nil,
            FormValues([
                "account": account, "title": "Benchmark", "subject": "Hello", "sender": sender,
                "text": text, "audience": "all contacts",
            ]))
        return try Self.require(made.rows.first).id
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
