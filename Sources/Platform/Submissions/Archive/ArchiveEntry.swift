import FoundationEssentials

/// What is kept of a message that was handed over: its hash and size, and where its bytes are if they are archived.
package struct ArchiveEntry: Sendable, Hashable {
    let delivery: Int64
    let size: Int
    let sha256: [UInt8]
    var place: ArchivePlace?
}

/// Where compressed bytes stand in the archive's files.
struct ArchivePlace: Sendable, Hashable {
    let segment: Int
    let offset: Int
    let length: Int
}

extension ArchiveEntry {
    /// As the archive's journal has it: numbers and the hash, parted by tabs.
    var line: String {
        let (segment, offset, length) = (place?.segment ?? 0, place?.offset ?? 0, place?.length ?? 0)
        return "\(delivery)\t\(size)\t\(Hex.text(sha256))\t\(segment)\t\(offset)\t\(length)\n"
    }

    init?(line: Substring) {
        let parts = line.split(separator: "\t")
        guard parts.count == 6, let delivery = Int64(parts[0]), let size = Int(parts[1]),
            let sha256 = Hex.bytes(parts[2]), sha256.count == 32, let segment = Int(parts[3]),
            let offset = Int(parts[4]), let length = Int(parts[5])
        else { return nil }
        let place = segment == 0 ? nil : ArchivePlace(segment: segment, offset: offset, length: length)
        self.init(delivery: delivery, size: size, sha256: sha256, place: place)
    }
}
