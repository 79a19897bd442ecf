import FoundationEssentials
import ServiceCore
import Synchronization

/// What DMDS told once and no list tells again: campaigns' numbers and titles, batches sent or looked up here.
final class DMDSMemory: Sendable {
    /// A batch, as far as it is known here.
    struct KnownBatch: Sendable {
        let eeid: String
        var campaign: Int?
        /// Whom this session sent it to; DMDS tells of who has events alone.
        var recipients: [String] = []
        /// Mails that DMDS took, copies counted; nil where it has not told.
        var sent: Int?
        var isArchived = false
        var trace: [DatedText] = []
        var begun: Date?
        /// Addresses and how they stand, as of the last look.
        var states: [String: DeliveryState] = [:]
    }

    private struct State {
        var titles: [Int: String] = [:]
        var numbers: [String: Int] = [:]
        /// The newest last.
        var batches: [KnownBatch] = []
        var events: (count: Int, ending: [EventPayload], newest: [EventPayload])?
    }

    private let state = Mutex(State())
    private let file: PrivateFile?
    /// The oldest batch is forgotten for a new one beyond these.
    private static let mostBatches = 200

    init(file: PrivateFile?) { self.file = file }

    // MARK: Campaigns

    func learn(_ campaigns: [CampaignPayload]) {
        state.withLock { state in
            for campaign in campaigns {
                guard let numid = campaign.numid else { continue }
                state.titles[numid] = campaign.nombre
                state.numbers[campaign.id] = numid
            }
        }
    }

    /// The campaign's title; its number where it was never listed.
    func title(ofCampaign numid: Int) -> String {
        let title = state.withLock { $0.titles[numid] } ?? ""
        return title.isEmpty ? String(numid) : title
    }

    /// The number of the campaign that a row's id names; nil where it was never listed.
    func number(ofCampaign native: String) -> Int? {
        state.withLock { $0.numbers[native] } ?? Int(native)
    }

    // MARK: Events

    /// What was read last, where as many events with the same last page are the same events.
    func events(count: Int, ending: [EventPayload]) -> [EventPayload]? {
        state.withLock { state in
            guard let known = state.events, known.count == count, known.ending == ending else { return nil }
            return known.newest
        }
    }

    func keep(_ newest: [EventPayload], count: Int, ending: [EventPayload]) {
        state.withLock { $0.events = (count, ending, newest) }
    }

    // MARK: Batches

    /// The newest first.
    var batches: [KnownBatch] {
        state.withLock { state in
            adopt(into: &state)
            return state.batches.reversed()
        }
    }

    /// Takes in what another process has sent or looked up.
    private func adopt(into state: inout State) {
        let known = Set(state.batches.map(\.eeid))
        let others = (file?.batches ?? []).filter { !known.contains($0.eeid) }
        guard !others.isEmpty else { return }
        let all = (state.batches + others).enumerated().sorted { left, right in
            (left.element.begun ?? .distantPast, left.offset) < (
                right.element.begun ?? .distantPast, right.offset
            )
        }
        state.batches = all.map(\.element).suffix(Self.mostBatches)
    }

    /// The newest batch of a campaign.
    func batch(ofCampaign numid: Int) -> KnownBatch? { batches.first { $0.campaign == numid } }

    /// Takes in what DMDS tells of a batch.
    @discardableResult
    func learn(_ payload: BatchPayload) -> KnownBatch {
        change(payload.eeid) { batch in
            batch.campaign = payload.campania ?? batch.campaign
            batch.isArchived = payload.archive != nil
            batch.trace = payload.archive ?? []
            batch.begun = payload.begun ?? batch.begun
            batch.sent = [batch.sent, payload.sent].compactMap(\.self).max()
            batch.states = BatchStanding.states(payload.eventos, recipients: batch.recipients)
        }
    }

    /// Takes in a send of this session; one into an earlier batch makes that one the newest.
    ///
    /// - Parameter count: nil where DMDS did not tell.
    func sent(_ eeid: String, campaign: Int, to recipients: [String], count: Int?, at date: Date) {
        state.withLock { state in
            if let index = state.batches.firstIndex(where: { $0.eeid == eeid }) {
                state.batches.append(state.batches.remove(at: index))
            }
        }
        change(eeid) { batch in
            batch.campaign = campaign
            let isNew = batch.begun == nil && batch.recipients.isEmpty
            batch.recipients += recipients.filter { !batch.recipients.contains($0) }
            batch.sent = isNew ? count : batch.sent.flatMap { sent in count.map { sent + $0 } }
            batch.begun = batch.begun ?? date
            for address in recipients where batch.states[address] == nil { batch.states[address] = .pending }
        }
    }

    @discardableResult
    private func change(_ eeid: String, _ change: (inout KnownBatch) -> Void) -> KnownBatch {
        state.withLock { state in
            adopt(into: &state)
            let index = state.batches.firstIndex { $0.eeid == eeid }
            let before = index.map { state.batches[$0] }
            var batch = before ?? KnownBatch(eeid: eeid)
            change(&batch)
            if let index { state.batches[index] = batch } else { state.batches.append(batch) }
            if state.batches.count > Self.mostBatches { state.batches.removeFirst() }
            // Most looks tell nothing that is kept.
            if before?.kept != batch.kept { file?.write(state.batches) }
            return batch
        }
    }
}
