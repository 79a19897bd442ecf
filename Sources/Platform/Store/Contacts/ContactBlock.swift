/// The folded texts of neighbouring contacts in one piece, so that a million are searched in some milliseconds.
///
/// Layout: the end of each contact's line as 32-bit little-endian numbers, counted from the first line's
/// start, then the lines, each ended by a line feed. An id that no contact has is an empty line without one.
enum ContactBlock {
    /// How many ids share a block.
    static let capacity = 1024
    static let lineEnd: UInt8 = 10
    private static let headerLength = capacity * 4

    /// - Parameter lines: `contact.search` by the id's place in the block.
    static func encode(_ lines: [(place: Int, text: String)]) -> [UInt8] {
        var ends = [UInt32](repeating: 0, count: capacity)
        var text: [UInt8] = []
        var next = 0
        for line in lines {
            while next < line.place {
                ends[next] = UInt32(text.count)
                next += 1
            }
            text.append(contentsOf: line.text.utf8)
            text.append(lineEnd)
        }
        while next < capacity {
            ends[next] = UInt32(text.count)
            next += 1
        }
        let header = ends.flatMap { end in (0..<4).map { UInt8(truncatingIfNeeded: end >> ($0 * 8)) } }
        return header + text
    }

    /// One block as it lies in memory.
    struct View {
        private let header: UnsafeRawBufferPointer
        let text: UnsafeRawBufferPointer

        /// - Returns: nil where the bytes are no block.
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard bytes.count >= headerLength else { return nil }
            header = UnsafeRawBufferPointer(rebasing: bytes[..<headerLength])
            text = UnsafeRawBufferPointer(rebasing: bytes[headerLength...])
            guard end(capacity - 1) == text.count else { return nil }
        }

        func end(_ place: Int) -> Int {
            Int(UInt32(littleEndian: header.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)))
        }

        func start(_ place: Int) -> Int { place == 0 ? 0 : end(place - 1) }

        func has(_ place: Int) -> Bool { end(place) > start(place) }

        /// The place whose line an offset lies in, not before a place already passed.
        func place(of offset: Int, from first: Int) -> Int {
            var (low, high) = (first, capacity - 1)
            // Hits are often near each other.
            if low < high, end(low) > offset { return low }
            while low < high {
                let middle = (low + high) / 2
                if end(middle) > offset { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }
}
