import Observation
package import ServiceCore

/// One launch being watched.
@MainActor @Observable
package final class WatchModel {
    package let campaign: ResourceID
    package private(set) var title: String
    package private(set) var latest: CampaignProgress?
    package private(set) var interruption: ServiceError?
    /// How fast it went up to the moment of the picture.
    package private(set) var rates = RateHistory()
    /// The moment of the picture; what depends on the time is told as of then.
    package private(set) var shownAt = Duration.zero
    package var window = RateHistory.Window.minute
    /// Nil shows events; else the recipients in these states.
    package private(set) var list: RecipientList?
    package internal(set) var recipients: [Row] = []
    package internal(set) var recipientTotal = RowTotal.unknown
    package internal(set) var hasMoreRecipients = false
    package internal(set) var recipientFailure: ServiceError?
    /// The line under the cursor, by its id so that it stays while others come; nil keeps to the newest event.
    var selectedID: ResourceID?
    /// Where the cursor was put last, for a line that has gone.
    var lastIndex = 0
    @ObservationIgnored var recipientLimit = WatchModel.recipientPage
    package private(set) var isDisplayPaused = false
    /// Least time between two pictures; `+` and `-` change it.
    package private(set) var interval: Duration = .zero

    @ObservationIgnored let control: CampaignControl
    @ObservationIgnored let tellsEvents: Bool
    @ObservationIgnored let work: WorkTracker
    @ObservationIgnored let clock: BoardClock
    @ObservationIgnored private var held: CampaignProgress?
    /// Whether no more is told of it, since nothing could change any more.
    @ObservationIgnored private var isOver = false
    @ObservationIgnored private var history = RateHistory()

    package enum RecipientList: String, Sendable, CaseIterable {
        case all, failed, deferred, unknown
        case notSent = "not sent"

        /// The filter on the recipients' states; nil takes all.
        var filter: String {
            switch self {
            case .all: ""
            case .failed: "state:bounced"
            case .deferred: "state:deferred"
            case .unknown: "state:unknown"
            case .notSent: "state:\"not sent\""
            }
        }
    }

    /// - Parameter tellsEvents: whether the platform tells of events at all.
    package init(
        campaign: ResourceID, title: String, control: CampaignControl, tellsEvents: Bool = true,
        work: WorkTracker, clock: BoardClock
    ) {
        self.campaign = campaign
        self.tellsEvents = tellsEvents
        self.title = title
        self.control = control
        self.work = work
        self.clock = clock
    }

    package func start() {
        let stream = control.watch(campaign)
        isOver = false
        work.start("watch", .background) { [weak self] in
            for await update in stream {
                guard let self else { return }
                take(update)
            }
            self?.isOver = true
        }
    }

    /// Listens again where the launch was taken up once more after its end.
    func followAgain() {
        if isOver { start() }
    }

    package func stop() {
        for part in ["watch", "watch.flush", "watch.silence", "watch.recipients"] { work.cancel(part) }
    }

    private func take(_ update: CampaignUpdate) {
        switch update {
        case .interrupted(let error): interruption = error
        case .progress(let progress):
            interruption = nil
            history.add(settled: progress.handedOver, at: clock.monotonic())
            show(progress)
        }
    }

    /// Shows a snapshot unless the display is paused or the interval has not passed; the last one is never lost.
    private func show(_ progress: CampaignProgress) {
        held = progress
        let wait = interval - (clock.monotonic() - shownAt)
        if isDisplayPaused { return }
        if wait <= .zero { return flush() }
        work.start("watch.flush", .background) { [weak self] in
            guard let self, (try? await clock.sleep(wait)) != nil else { return }
            flush()
        }
    }

    private func flush() {
        guard let held, !isDisplayPaused else { return }
        latest = held
        title = held.campaign.title
        rates = history
        shownAt = clock.monotonic()
        awaitSilence(of: held)
        if list != nil { loadRecipients() }
    }

    /// A launch of which nothing more is heard changes its picture twice: once the rate has run out,
    /// and once a minute has passed without progress.
    private func awaitSilence(of progress: CampaignProgress) {
        work.cancel("watch.silence")
        guard progress.campaign.state.isActive else { return }
        let stalled = (history.lastProgress ?? shownAt) + .seconds(60)
        let runOut = history.current(at: shownAt) > 0 ? shownAt + .seconds(5) : shownAt
        let moments = [runOut, stalled].filter { $0 > shownAt }.sorted()
        work.start("watch.silence", .background) { [weak self] in
            for moment in moments {
                guard let self, (try? await clock.sleep(moment - clock.monotonic())) != nil else { return }
                shownAt = clock.monotonic()
            }
        }
    }

    package func toggleDisplayPause() {
        isDisplayPaused.toggle()
        work.cancel("watch.silence")
        flush()
    }

    package func changeInterval(by step: Int) {
        let steps: [Duration] = [
            .zero, .milliseconds(500), .seconds(1), .seconds(2), .seconds(5), .seconds(10),
        ]
        let index = steps.firstIndex(of: interval) ?? 0
        interval = steps[max(0, min(steps.count - 1, index + step))]
    }

    package func cycleList() {
        guard control.recipients != nil else { return }
        let all = RecipientList.allCases
        let index = list.flatMap { all.firstIndex(of: $0) }
        list = index.map { $0 + 1 < all.count ? all[$0 + 1] : nil } ?? all.first
        forgetRecipients()
        if list != nil { loadRecipients() }
    }
}

extension CampaignProgress {
    /// Recipients that no longer wait, each state counted.
    package var settled: Int {
        states.reduce(0) { $0 + ($1.key == .pending || $1.key == .deferred ? 0 : $1.value) }
    }

    /// Recipients whose message was handed to the transport; what the rate is measured by, since people
    /// that are left out take no time.
    package var handedOver: Int { settled - (states[.notSent] ?? 0) }
}
