import Foundation
import Glibc
import ServiceCore

/// The sandbox's own file of what it took, brought level with the sample's books.
enum SampleRecord {
    static func write(_ store: PlatformStore) async throws(ServiceError) {
        let entries = try await store.read { db in
            try SampleTaken.all(in: db).map { taken in
                SandboxRecord.Entry(
                    delivery: taken.delivery, messageID: MessageID.of(taken.delivery, from: taken.sender),
                    address: taken.address, milliseconds: taken.at)
            }
        }
        let record = SandboxRecord(in: store.directory)
        let descriptor = try record.openForAppending()
        defer { close(descriptor) }
        try record.append(entries, to: descriptor)
    }
}
