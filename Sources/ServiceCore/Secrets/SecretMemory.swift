internal import Glibc
internal import Synchronization

/// Memory that the kernel leaves out of core files.
///
/// Pages are taken in regions and given out in places of a few sizes, each wiped when it comes back: a table of ten
/// thousand keys needs no ten thousand pages.
enum SecretMemory {
    private static let smallest = 32
    private static let largest = 4096
    private static let region = 64 << 10

    /// Unused places by their size.
    private static let places = Mutex<[Int: [Place]]>([:])

    /// Nobody else knows of a place that is unused.
    private struct Place: @unchecked Sendable { let start: UnsafeMutableRawPointer }

    /// - Returns: a buffer of that many bytes, to be given back.
    static func take(_ count: Int) -> UnsafeMutableRawBufferPointer {
        let size = room(for: count)
        let start = size > largest ? map(size) : place(of: size)
        return UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    static func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
        guard let start = buffer.baseAddress else { return }
        let size = room(for: buffer.count)
        explicit_bzero(start, size)
        if size > largest {
            munmap(start, size)
        } else {
            places.withLock { $0[size, default: []].append(Place(start: start)) }
        }
    }

    /// The power of two that holds them.
    private static func room(for count: Int) -> Int {
        var size = smallest
        while size < count { size <<= 1 }
        return size
    }

    private static func place(of size: Int) -> UnsafeMutableRawPointer {
        places.withLock { places in
            if let place = places[size]?.popLast() { return place.start }
            let start = map(region)
            places[size] = stride(from: size, to: region, by: size).map { Place(start: start + $0) }
            return start
        }
    }

    private static func map(_ size: Int) -> UnsafeMutableRawPointer {
        let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else { fatalError("There is no memory left for a secret.") }
        madvise(start, size, MADV_DONTDUMP)
        return start
    }
}
