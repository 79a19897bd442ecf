import Foundation
import ServiceCore
import Store

/// Plays a launch through before it is real, and keeps what it came to with the campaign.
struct CampaignRehearsal: Sendable {
    let context: PlatformContext
    private var kind: CampaignKind { CampaignKind(context: context) }

    var rehearse: ResourceAction<Campaign> {
        ResourceAction(
            .rehearse,
            availability: { campaign in
                switch campaign.state {
                case _ where campaign.type == .api: .disabled("sent with its API key")
                case .draft, .scheduled, .waitingCredit: .available
                default: .disabled("it is \(campaign.state.rawValue)")
                }
            },
            form: { campaign in
                FormDescription(
                    title: "Rehearse \(campaign.title)", fields: RehearsalRates.fields,
                    notes: ["In a copy that is thrown away: nobody is written to, told or marked."]
                ).ruled { values throws(ServiceError) in _ = try RehearsalRates.read(values) }
            },
            perform: { ids, values async throws(ServiceError) in
                guard let id = ids.first, let native = Int64(id.native), ids.count == 1 else {
                    throw ServiceError(
                        .invalid, "One launch is rehearsed at a time.", hint: "Unmark the others.")
                }
                let rates = try RehearsalRates.read(values)
                let result = try await Rehearsal(context: context, campaign: native, rates: rates).run()
                return try await keep(result, of: id, rates)
            })
    }

    /// The row says what the newest rehearsal came to, beside what becomes of the launch.
    private func keep(
        _ result: Rehearsal.Result, of id: ResourceID, _ rates: SandboxRates
    ) async throws(ServiceError) -> EditOutcome {
        try await context.editor.edit { session in
            let before = try kind.kind.editor.loadExisting(session.database, id.native)
            let zone = try AccountQueries.zone(
                of: try kind.kind.table.owner(of: before, in: session.database), in: session.database)
            let told = "\(zone.text(session.now)): \(result.words); \(rates.summary)"
            try session.database.execute(
                "UPDATE campaign SET rehearsal = \(told) WHERE id = \(try kind.kind.table.rowID(before))")
            let after = try kind.kind.editor.loadExisting(session.database, id.native)
            try session.record(ActionDescription.rehearse.name, from: before, to: after, reason: result.words)
            var outcome = EditOutcome(
                "Rehearsal of \(after.title)", rows: [Row(after)], findings: result.lines(rates),
                isEdit: false)
            outcome.isPage = true
            return outcome
        }
    }
}

/// The rates of a form, in per cent.
enum RehearsalRates {
    private static let lines: [(FieldID, String, any WritableKeyPath<SandboxRates, Double> & Sendable)] = [
        ("refused", "Refused %", \.refused), ("later", "Put off %", \.temporary),
        ("lost", "Lost answers %", \.lost),
        ("soft", "Soft bounces %", \.softBounce), ("hard", "Hard bounces %", \.hardBounce),
        ("complaints", "Complaints %", \.complaint), ("unsubscribes", "Unsubscribes %", \.unsubscribe),
    ]

    static var fields: [FormField] {
        lines.map { id, label, place in
            let share = SandboxRates()[keyPath: place] * 100
            return FormField(id, label, value: NumberText.plain(share), help: "Of 100, such as 2.5.")
        }
    }

    static func read(_ values: FormValues) throws(ServiceError) -> SandboxRates {
        var rates = SandboxRates()
        for (id, label, place) in lines {
            guard let text = values.text(id) else { continue }
            guard let share = NumberText.decimal(text), (0...100).contains(share) else {
                throw ServiceError(
                    .invalid, "“\(text)” is no share.", hint: "\(label) goes from 0 to 100.", field: id)
            }
            rates[keyPath: place] = share / 100
        }
        // Waits pass at once in a copy, so that somebody must be answered in the end.
        guard rates.temporary + rates.lost <= 0.9 else {
            throw ServiceError(
                .invalid, "Nobody would be answered in the end.",
                hint: "What is put off and what is lost make 90 % together at most.", field: "later")
        }
        return rates
    }
}

extension Rehearsal.Result {
    /// `980 of 1,000 accepted, 12 bounced, 8 not sent`
    fileprivate var words: String {
        let states = progress.states
        let accepted = (states[.accepted] ?? 0) + (states[.delivered] ?? 0)
        let others: [(DeliveryState, String)] = [
            (.bounced, "bounced"), (.notSent, "not sent"), (.unknown, "unknown"), (.pending, "pending"),
            (.deferred, "deferred"),
        ]
        let told = others.compactMap { state, word in
            states[state].flatMap { $0 > 0 ? "\(NumberText.grouped($0)) \(word)" : nil }
        }
        let audience = NumberText.grouped(progress.audience ?? 0)
        return (["\(NumberText.grouped(accepted)) of \(audience) accepted"] + told).joined(separator: ", ")
    }

    fileprivate func lines(_ rates: SandboxRates) -> [String] {
        let campaign = progress.campaign
        let reason = campaign.stateReason.plainText
        let ended =
            campaign.state == .finished ? [] : ["It would stand \(campaign.state.rawValue): \(reason)."]
        let hours = Int(waited / 3600)
        let waits =
            hours > 0
            ? ["Limits and quiet hours would make it take \(NumberText.counted(hours, "hour"))."] : []
        let later = [EventKind.bounceSoft, .complaint, .unsubscribe].compactMap { kind in
            progress.later[kind].flatMap { $0 > 0 ? "\(NumberText.grouped($0)) \(kind.rawValue)" : nil }
        }
        return ["\(words)."] + ended + waits
            + Self.section("Not sent", progress.reasons) + Self.section("Replies", progress.replies)
            + (later.isEmpty ? [] : ["", "Later: \(later.joined(separator: ", "))."])
            + ["", "Rates: \(rates.summary)."]
    }

    private static func section(_ title: String, _ tallies: [Tally]) -> [String] {
        tallies.isEmpty ? [] : ["", "— \(title) —"] + tallies.map(\.words)
    }
}
