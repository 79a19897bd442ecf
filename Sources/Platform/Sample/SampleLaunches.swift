import Foundation
import ServiceCore
import Synchronization

/// Campaigns as a platform has them after some weeks, made by the real engine under a clock of its own.
///
/// So every number of the sample is one that the engine counted, and a launch that is half done goes on like any other.
struct SampleLaunches: Sendable {
    private let context: PlatformContext
    private let time: SampleTime
    private let now: Date
    private let seed: UInt64

    init(store: PlatformStore, seed: Int, now: Date) {
        let time = SampleTime(now)
        var options = PlatformOptions(dataDirectory: store.directory.url.path, who: "marta@console")
        options.clock = { time.now }
        context = PlatformContext(options: options, store: store)
        (self.time, self.now, self.seed) = (time, now, UInt64(max(0, seed)))
    }

    func make() async throws(ServiceError) {
        for launch in SampleCampaign.list {
            time.now = now.addingTimeInterval(-launch.age)
            let id = try await create(launch)
            guard let end = launch.end else { continue }
            try await run(id, end)
        }
        time.now = now
    }

    private func create(_ campaign: SampleCampaign) async throws(ServiceError) -> ResourceID {
        let operations = CampaignKind(context).operations()
        var fields = campaign.fields
        if let wait = campaign.startsIn {
            fields["defer_until"] = now.addingTimeInterval(wait).formatted(.iso8601)
        }
        guard let create = operations.create,
            let row = try await create.submit(nil, FormValues(fields)).rows.first
        else { throw ServiceError(.storage, "The sample campaign “\(campaign.title)” cannot be read back.") }
        return row.id
    }

    /// Launches and sends as far as `end` says.
    private func run(_ id: ResourceID, _ end: SampleCampaign.End) async throws(ServiceError) {
        let launcher = CampaignLauncher(kind: CampaignKind(context))
        if let refusal = try await launcher.plan(id).refusal, refusal.code != .insufficientCredit { return }
        guard case .launched = try await launcher.launch(id, key: UUID().uuidString) else { return }
        try await send(end)
        do throws(ServiceError) {
            switch end {
            case .paused: _ = try await launcher.pause(id)
            case .aborted: _ = try await launcher.abort(id)
            case .finished, .running, .scheduled: break
            }
        } catch  where error.code == .refused {
            // With few contacts everything was sent before it could be stopped.
        }
    }

    private func send(_ end: SampleCampaign.End) async throws(ServiceError) {
        let tenure = try await EngineLock(context.store).tryAcquire()
        defer { tenure.end() }
        let conduct = SandboxOptions.immediate(seed)
        let transport = try SandboxTransport(context.store.directory, options: conduct, clock: { time.now })
        let engine = try DeliveryEngine(
            store: context.store, transport: transport, epoch: tenure.epoch, sandbox: conduct,
            clock: { time.now })
        try await engine.recover()
        guard let share = end.batches else {
            // Retries and late answers are due later: time goes on to each of them.
            while let next = try await engine.drain(), next < now {
                time.now = next.addingTimeInterval(0.001)
            }
            return
        }
        for _ in 0..<share { await engine.submit(try await engine.step()) }
        await engine.stop()
        _ = try await engine.drain()
    }
}

/// The moment at which the sample's past happens.
final class SampleTime: Sendable {
    private let moment: Mutex<Date>

    init(_ now: Date) { moment = Mutex(now) }

    var now: Date {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}
