import FoundationEssentials
import ServiceCore

/// What became of a person in a campaign, as lines and as JSON.
struct CampaignFateText {
    private let fate: CampaignFate
    private let zone: WallZone

    init(_ fate: CampaignFate, zone: WallZone) { (self.fate, self.zone) = (fate, zone) }

    func write(to output: Output) throws(ServiceError) {
        for line in lines { try output.line(SafeLine.of(line)) }
    }

    private var lines: [String] {
        let place = "“\(fate.campaign.title)” on \(fate.campaign.id.connection)"
        switch fate.standing {
        case .taken: return fate.parts.flatMap { lines(of: $0, place) }
        case .notTaken, .notLaunched:
            let what =
                fate.standing == .notTaken
                ? "did not take \(fate.address)" : "took nobody yet, it is \(fate.campaign.stateWords)"
            let known = fate.areReasonsOfNow ? ["  \(CampaignFate.ofNow)"] : []
            return ["\(place) \(what)"] + fate.reasons.map { "  \($0.text(zone.text))" } + known
        }
    }

    private func lines(of part: CampaignFate.Part, _ place: String) -> [String] {
        let reply = part.delivery.reply.isEmpty ? "" : ", \(part.delivery.reply)"
        return ["\(place) took \(part.delivery.address): \(part.delivery.state.rawValue)\(reply)"]
            + part.steps.map { step in
                let words = [step.kindWord.word, step.replyText.text(zone.text), step.link]
                return "  \(step.toldTime.map(zone.text) ?? "–")  "
                    + words.filter { !$0.isEmpty }.joined(separator: "  ")
            }
    }

    static func json(_ fate: CampaignFate) -> String {
        let parts = fate.parts.map { part in
            RowJSON.object([
                ("recipient", RowJSON.object(Row(part.delivery))),
                ("steps", "[\(part.steps.map { RowJSON.object(Row($0)) }.joined(separator: ","))]"),
            ])
        }
        return RowJSON.object([
            ("id", RowJSON.quoted(fate.campaign.id.native)), ("title", RowJSON.quoted(fate.campaign.title)),
            ("standing", RowJSON.quoted(fate.standing.rawValue.replacing(" ", with: "_"))),
            ("parts", "[\(parts.joined(separator: ","))]"),
            ("reasons", "[\(fate.reasons.map { RowJSON.quoted($0.plainText) }.joined(separator: ","))]"),
            ("reasons_are_of_now", fate.areReasonsOfNow ? "true" : "false"),
        ])
    }
}

extension KindAccess.Found {
    /// What became of a person in this campaign.
    ///
    /// - Throws: `.unsupported` where its platform does not tell.
    func fate(of address: String) async throws(ServiceError) -> CampaignFate {
        guard let fate = try await connection.fate(of: address, in: row.id) else {
            throw ServiceError(.unsupported, "\(connection.id) does not tell whom a campaign went to.")
        }
        return fate
    }
}
