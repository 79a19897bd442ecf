import Glibc

/// Reads a file that a person names, which may be anything: one without end must not fill the memory.
package enum FileBytes {
    package enum Fault: Error, Hashable {
        /// With the system's reason (`errno`).
        case unreadable(Int32)
        case tooLong
    }

    private static let portion = 64 << 10

    /// - Throws: `.tooLong` as soon as more than `limit` bytes have come.
    package static func read(_ path: String, limit: Int) throws(Fault) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        while true {
            var problem: Int32 = 0
            let more = [UInt8](unsafeUninitializedCapacity: portion) { buffer, count in
                let taken = Glibc.read(file, buffer.baseAddress, portion)
                if taken < 0 { problem = errno }
                count = max(0, taken)
            }
            if problem == EINTR { continue }
            guard problem == 0 else { throw .unreadable(problem) }
            if more.isEmpty { return bytes }
            bytes += more
            if bytes.count > limit { throw .tooLong }
        }
    }
}
