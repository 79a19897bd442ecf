import ServiceCore

/// An archived message as text for people.
struct ArchivedText: Sendable {

    private let store: PlatformStore

    init(_ store: PlatformStore) { self.store = store }

    /// - Throws: `.notFound` where nothing is archived; `.storage` where the archive is damaged.
    func text(_ entry: ArchiveEntry?, to person: String) async throws(ServiceError) -> String {
        guard let bytes = try await store.archived(entry) else {
            throw ServiceError(
                .notFound, "No message to \(person) is archived.",
                hint: "Only what is sent with an archive asked for is kept.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }
}
