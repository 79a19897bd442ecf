import FoundationEssentials
import ServiceCore

/// What is kept of batches between runs, since DMDS lists none; whom they went to is not kept.
extension DMDSMemory.KnownBatch {
    /// Nil where there is no batch in it.
    init?(kept value: JSONValue) {
        let call = CallContext(platform: "DMDS", connection: "", operation: "", isRead: true)
        let item = JSONReader(value, call: call)
        guard let eeid = try? item["eeid"].text() else { return nil }
        self.init(eeid: eeid)
        campaign = try? item["campaign"].integer()
        sent = try? item["sent"].integer()
        isArchived = (try? item["archived"].flag()) ?? false
        begun = try? item["begun"].date()
    }

    var kept: JSONValue {
        var item: JSONValue = ["eeid": .string(eeid)]
        item.add("sent", sent)
        item.add("campaign", campaign)
        item.add("archived", JSONValue.bool(isArchived))
        item.add("begun", begun?.formatted(.iso8601))
        return item
    }
}

extension PrivateFile {
    /// The newest last; none where there is no file, or it is another server's.
    var batches: [DMDSMemory.KnownBatch] {
        guard case .array(let items)? = read()?.member("batches") else { return [] }
        return items.compactMap(DMDSMemory.KnownBatch.init(kept:))
    }

    func write(_ batches: [DMDSMemory.KnownBatch]) {
        write(["batches": .array(batches.map(\.kept))])
    }
}
