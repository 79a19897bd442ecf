import ServiceCore

/// This process's part in running the delivery engine.
final class EngineRunner: Sendable {
    init(_ context: PlatformContext) {}

    var status: EngineStatus { .none }

    func start() {}

    func stop() async {}

    func hasWorkQueued() async throws(ServiceError) -> Bool { false }
}
