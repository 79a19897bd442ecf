import ServiceCore

/// Takes imports of any kind back by their entries in the trail.
struct AnyImportTaking: Sendable {
    let context: PlatformContext
    let kinds: [ResourceKind: any ImportReverting]

    func takeBack(_ entry: AuditEntry) async throws(ServiceError) -> EditOutcome {
        guard let reverting = kinds[entry.target.kind], let id = Int64(entry.id.native) else {
            throw ServiceError(.unsupported, "The import cannot be taken back.")
        }
        return try await ImportTaking(context, reverting).takeBack(entry: id)
    }
}
