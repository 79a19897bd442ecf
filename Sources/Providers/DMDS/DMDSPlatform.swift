import ServiceCore

extension PlatformDescription {
    /// Planisys DMDS, API REST v1.5: each customer has an address and one key.
    package static let dmds = PlatformDescription(
        kind: "dmds", title: "DMDS", summary: "Planisys DMDS, e-mail by API REST v1.5", baseURL: nil,
        credentials: [CredentialField("api-key", "API key")]
    ) { settings throws(ServiceError) in
        let context = try DMDSContext(settings)
        return Connection(
            id: settings.id, platform: "DMDS", badge: settings.badge,
            freshness: .polled(every: .seconds(5)),
            transport: TransportDescription(
                DMDSContext.title, "DMDS \(context.account): messages go out to their recipients"),
            resources: [
                RowOperations(DMDSContacts(context: context).operations),
                RowOperations(DMDSCampaigns(context: context).operations),
                RowOperations(DMDSEvents(context: context).operations),
                RowOperations(DMDSBatches(context: context).operations),
                RowOperations(DMDSGroups(context: context).operations),
                RowOperations(DMDSFilters(context: context).operations),
                RowOperations(DMDSVariables(context: context).operations),
            ],
            campaigns: DMDSCampaignControl(context: context).control,
            messages: DMDSMessages(context: context).operations,
            trace: { address async throws(ServiceError) in
                try await DMDSTracing(context: context).trace(address)
            },
            check: { () async throws(ServiceError) in try await context.version() })
    }
}
