import ServiceCore
import Store

/// Where the outside reaches a data directory's pages. It belongs to the directory: `serve` sets it, and whoever writes a
/// message takes it for the links of accounts that have no tracking domain.
enum PublicAddress {
    /// Nil where none was ever set.
    static func current(in db: ReadTransaction) throws -> TrackingLinks? {
        try MetaKey.publicURL.value(in: db).map { try TrackingLinks(publicURL: $0) }
    }

    /// Sets it anew where it is another.
    ///
    /// - Throws: `.invalid` for what no link can begin with.
    static func set(_ url: String, in db: WriteTransaction) throws {
        let links = try TrackingLinks(publicURL: url)
        guard try MetaKey.publicURL.value(in: db) != links.origin else { return }
        try MetaKey.publicURL.set(links.origin, in: db)
    }
}

extension PlatformStore {
    /// The host to which tracking domains lead; nil where the outside has no address for this directory.
    func publicHost(_ options: PlatformOptions) async throws(ServiceError) -> String? {
        if let url = options.publicURL, !options.isReadOnly {
            try await write { db in try PublicAddress.set(url, in: db) }
        }
        return try await read { db in try PublicAddress.current(in: db)?.host }
    }
}
