/// One bit for each place of a block.
struct BlockBits {
    private(set) var words = [UInt64](repeating: 0, count: wordCount)

    static let wordCount = ContactBlock.capacity / 64

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

    mutating func remove(_ place: Int) { words[place >> 6] &= ~(1 << UInt64(place & 63)) }

    mutating func formIntersection(_ other: BlockBits) {
        for word in words.indices { words[word] &= other.words[word] }
    }

    func subtracting(_ other: BlockBits) -> BlockBits {
        var result = self
        for word in words.indices { result.words[word] &= ~other.words[word] }
        return result
    }

    /// The places whose bit is set, ascending.
    var places: [Int] {
        var places: [Int] = []
        for (index, word) in words.enumerated() {
            var bits = word
            while bits != 0 {
                places.append(index << 6 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
        return places
    }
}
