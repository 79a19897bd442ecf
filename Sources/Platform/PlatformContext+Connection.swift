import ServiceCore

extension PlatformContext {
    package init(
        options: PlatformOptions, store: PlatformStore, transport: PlatformTransport = .standard
    ) {
        self.init(
            options: options, store: store, transport: transport.description,
            later: LaterRooms(
                refuseIfBusy: AccountWork.refuseIfBusy, campaigns: AudienceUse.campaigns))
    }

    func makeConnection(engine: EngineRunner) -> Connection {
        Connection(
            id: connection, platform: "embedded", transport: transport,
            resources: operatorKinds() + peopleKinds() + sendingKinds(),
            campaigns: campaignControl(engine), messages: messageOperations(engine), trace: personTrace(),
            changes: changes(),
            unfinished: engine.unfinished)
    }

    /// The store's notices, told as kinds of rows.
    private func changes() -> @Sendable () -> AsyncStream<ConnectionChange> {
        { [store] in
            // Subscribed before the caller has the stream, so that no change falls in between.
            let source = store.changes()
            return .newest { continuation in
                for await change in source {
                    guard let told = ConnectionChange(change) else { continue }
                    // An unread element gives way to one that says all that it said.
                    if case .dropped(let unread) = continuation.yield(told) {
                        continuation.yield(told.merged(with: unread))
                    }
                }
            }
        }
    }
}
