/// The folded texts of neighbouring contacts in one piece, so that a million are searched in some milliseconds.
///
/// Layout: the end of each contact's line as 32-bit little-endian numbers, counted from the first line's
/// start; one byte each for the contact's place among the fences of every fenced order; then the lines, each
/// ended by a line feed. An id that no contact has is an empty line without one.
enum ContactBlock {
    /// How many ids share a block.
    static let capacity = 1024
    static let lineEnd: UInt8 = 10
    private static let ranksStart = capacity * 4
    private static let headerLength = ranksStart + capacity * ContactFences.orders.count

    /// One contact of a block.
    struct Line {
        /// The id's place in the block.
        var place: Int
        /// `contact.search`.
        var text: String
        /// Between which fences the contact stands, in each fenced order.
        var ranks: [UInt8]
    }

    static func encode(_ lines: [Line]) -> [UInt8] {
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
        var ranks = [UInt8](repeating: 0, count: headerLength - ranksStart)
        for line in lines {
            for (order, rank) in line.ranks.enumerated() { ranks[order * capacity + line.place] = rank }
        }
        return header + ranks + text
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

        /// Between which fences a contact stands.
        func rank(_ place: Int, order: Int) -> UInt8 { header[ranksStart + order * capacity + place] }

        func start(_ place: Int) -> Int { place == 0 ? 0 : end(place - 1) }

        /// A contact's text without its line feed.
        func line(_ place: Int) -> UnsafeRawBufferPointer {
            let start = start(place)
            return UnsafeRawBufferPointer(rebasing: text[start..<max(start, end(place) - 1)])
        }

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
