package import FoundationEssentials

/// The hash of messages as they were handed over, which proves of a copy that it is what was sent.
package struct MailProof: Sendable, Equatable {
    /// When the first of them was handed over.
    package let time: Date
    package let batch: String
    /// How many messages it is of.
    package let count: Int
    package let bytes: Int
    /// In hexadecimal digits: of one message that of its bytes, of several that of their hashes one after the other.
    package let sha256: String
    /// Of how many of them the bytes are kept.
    package let archived: Int

    package init(time: Date, batch: String, count: Int = 1, bytes: Int, sha256: String, archived: Int) {
        self.time = time
        self.batch = batch
        self.count = count
        self.bytes = bytes
        self.sha256 = sha256
        self.archived = archived
    }

    package enum Subject: Sendable, Equatable {
        /// All that went to an address.
        case person(String)
        /// The message that an event is about.
        case event(ResourceID)
        /// All that a campaign sent, as one.
        case campaign(ResourceID)
    }

    package typealias Ask = @Sendable (Subject) async throws(ServiceError) -> [MailProof]
}
