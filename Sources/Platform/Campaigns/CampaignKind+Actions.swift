import Foundation
import ServiceCore

extension CampaignKind {
    var launch: ResourceAction<Campaign> {
        ResourceAction(
            .launch,
            confirmation: { .naming($0) },
            availability: { campaign in
                if campaign.type == .api { return .disabled("sent with its API key") }
                switch campaign.state {
                case .draft, .waitingCredit: return .available
                default: return .disabled("it is \(campaign.state.rawValue)")
                }
            },
            perform: { ids, _ async throws(ServiceError) in
                var outcomes: [LaunchOutcome] = []
                for id in ids { outcomes.append(try await launch(id, key: UUID().uuidString)) }
                return EditOutcome(
                    outcomes.map(\.notice).joined(separator: "; "), rows: outcomes.map { Row($0.campaign) })
            })
    }

    var pause: ResourceAction<Campaign> {
        kind.editor.action(pausing, .pause)
    }

    var resume: ResourceAction<Campaign> {
        kind.editor.action(resuming, .resume, confirmation: { _ in .yesNo })
    }

    var abort: ResourceAction<Campaign> {
        kind.editor.action(aborting, .abort, confirmation: { .naming($0) })
    }

    /// - Parameter make: the key that the campaign is given.
    func keyChange(_ make: @escaping @Sendable () -> Secret) -> RowChange<Campaign> {
        var change = RowChange<Campaign>(
            .newKey, notice: { "\($0) has a new API key; the old one stopped working" },
            apply: { session, campaign in
                try queries.setKey(make(), of: try kind.table.rowID(campaign), in: session.database)
            })
        change.availability = {
            $0.type == .api ? .available : .disabled("only campaigns of type api have one")
        }
        change.reversal = .none(because: "the old key is not kept")
        change.reveal = { campaign in
            campaign.key.map { [.init("Campaign key", $0, of: campaign.title)] } ?? []
        }
        return change
    }

    var newKey: ResourceAction<Campaign> {
        kind.editor.action(
            keyChange { NewSecret.apiKey() }, .newKey,
            help: "Makes a new campaign key; the old one stops working at once.",
            confirmation: { .naming($0) })
    }
}

extension LaunchOutcome {
    /// The short sentence of a notice.
    var notice: String {
        switch self {
        case .launched(let campaign): "\(campaign.title) launched"
        case .scheduled(let campaign): "\(campaign.title) waits for its time"
        case .shortOfCredit(let campaign, let needed, let available):
            "\(campaign.title) not launched: \(NumberText.counted(needed, "credit")) needed, \(NumberText.grouped(available)) left"
        }
    }
}
