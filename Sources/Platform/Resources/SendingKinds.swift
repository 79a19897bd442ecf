import ServiceCore

extension PlatformContext {
    /// Campaigns and what they send, one line per kind.
    func sendingKinds() -> [RowOperations] { [] }

    func campaignControl(_ engine: EngineRunner) -> CampaignControl? { nil }

    func messageOperations(_ engine: EngineRunner) -> MessageOperations? { nil }
}
