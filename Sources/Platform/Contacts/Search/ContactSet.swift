/// A set of contact ids as one bit each: 125 KB for a million.
struct ContactSet: Sendable {
    private(set) var words: [UInt64]

    /// - Parameter blocks: how many blocks of ids there are.
    init(blocks: Int) {
        words = Array(repeating: 0, count: blocks * BlockBits.wordCount)
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    func contains(_ id: Int64) -> Bool {
        let word = Int(id >> 6)
        return words.indices.contains(word) && words[word] >> UInt64(id & 63) & 1 == 1
    }

    mutating func insert(_ id: Int64) {
        let word = Int(id >> 6)
        while word >= words.count { words.append(0) }
        words[word] |= 1 << UInt64(id & 63)
    }

    mutating func setBlock(_ block: Int, to bits: BlockBits) {
        for (offset, bits) in bits.words.enumerated() { words[block * BlockBits.wordCount + offset] = bits }
    }

    mutating func formIntersection(_ other: ContactSet) {
        for word in words.indices { words[word] &= word < other.words.count ? other.words[word] : 0 }
    }

    mutating func formUnion(_ other: ContactSet) {
        while words.count < other.words.count { words.append(0) }
        for word in other.words.indices { words[word] |= other.words[word] }
    }

    /// Up to so many ids that follow one, ascending.
    func ids(after id: Int64, limit: Int) -> [Int64] {
        var found: [Int64] = []
        var word = max(0, Int((id + 1) >> 6))
        guard word < words.count, limit > 0 else { return [] }
        var bits = words[word] & (~0 << UInt64(max(0, id + 1) & 63))
        while found.count < limit {
            if bits == 0 {
                word += 1
                guard word < words.count else { break }
                bits = words[word]
                continue
            }
            found.append(Int64(word << 6 + bits.trailingZeroBitCount))
            bits &= bits - 1
        }
        return found
    }

    /// Up to so many ids that precede one, descending.
    func ids(before id: Int64, limit: Int) -> [Int64] {
        var found: [Int64] = []
        let last = min(id - 1, Int64(words.count * 64 - 1))
        guard last >= 0, limit > 0 else { return [] }
        var word = Int(last >> 6)
        var bits = words[word] & (~0 >> UInt64(63 - last & 63))
        while found.count < limit {
            if bits == 0 {
                word -= 1
                guard word >= 0 else { break }
                bits = words[word]
                continue
            }
            let bit = 63 - bits.leadingZeroBitCount
            found.append(Int64(word << 6 + bit))
            bits &= ~(1 << UInt64(bit))
        }
        return found
    }

    var all: [Int64] { ids(after: -1, limit: .max) }
}
