import FoundationEssentials
import ServiceCore

/// Keeps between runs which batches were sent or looked up, since DMDS lists none; whom they went to is not kept.
struct DMDSBatchFile: Sendable {
    private let file: PrivateFile
    /// The base URL: another server knows none of them.
    private let place: String

    init(path: String, place: String) {
        file = PrivateFile(path: path)
        self.place = place
    }

    /// The newest last; none where there is no file, or it is another server's.
    func read() -> [DMDSMemory.KnownBatch] {
        guard let value = file.read(), value.member("base_url") == .string(place),
            case .array(let items)? = value.member("batches")
        else { return [] }
        let call = CallContext(platform: "DMDS", connection: "", operation: "", isRead: true)
        return items.compactMap { item in
            let item = JSONReader(item, call: call)
            guard let eeid = try? item["eeid"].text() else { return nil }
            var batch = DMDSMemory.KnownBatch(eeid: eeid)
            batch.campaign = try? item["campaign"].integer()
            batch.sent = try? item["sent"].integer()
            batch.isArchived = (try? item["archived"].flag()) ?? false
            batch.begun = try? item["begun"].date()
            return batch
        }
    }

    func write(_ batches: [DMDSMemory.KnownBatch]) {
        file.write(["base_url": .string(place), "batches": .array(batches.map(Self.item))])
    }

    /// What is kept of a batch.
    static func item(_ batch: DMDSMemory.KnownBatch) -> JSONValue {
        var item: JSONValue = ["eeid": .string(batch.eeid)]
        item.add("sent", batch.sent)
        item.add("campaign", batch.campaign)
        item.add("archived", JSONValue.bool(batch.isArchived))
        item.add("begun", batch.begun?.formatted(.iso8601))
        return item
    }
}
