import ServiceCore

extension PlatformContext {
    /// Campaigns and what they send, one line per kind.
    func sendingKinds() -> [RowOperations] {
        [
            RowOperations(CampaignKind(self, further: [SingleSend(context: self).test]).operations()),
            RowOperations(BatchKind(self).operations()),
            RowOperations(DeliveryKind(self).operations()),
        ]
    }

    func campaignControl(_ engine: EngineRunner) -> CampaignControl? {
        let launcher = CampaignLauncher(kind: CampaignKind(self))
        let watch = CampaignWatch(
            context: self, isEngineRunning: { engine.status.isRunning }, engineFailure: { engine.failure })
        return CampaignControl(
            plan: { id async throws(ServiceError) in try await launcher.plan(id) },
            launch: { id, key async throws(ServiceError) in try await launcher.launch(id, key: key) },
            pause: { id async throws(ServiceError) in try await launcher.pause(id) },
            resume: { id async throws(ServiceError) in try await launcher.resume(id) },
            abort: { id async throws(ServiceError) in try await launcher.abort(id) },
            watch: { watch.updates(of: $0) },
            recipients: { DeliveryKind(self, campaign: Int64($0.native)).rows() })
    }

    func messageOperations(_ engine: EngineRunner) -> MessageOperations? {
        let messages = ComposedMessage(context: self)
        return MessageOperations(
            form: { targets async throws(ServiceError) in try await messages.form(targets) },
            send: { targets, values async throws(ServiceError) in try await messages.send(targets, values) },
            recipients: { targets, values async throws(ServiceError) in
                try await messages.recipients(targets, values)
            })
    }
}
