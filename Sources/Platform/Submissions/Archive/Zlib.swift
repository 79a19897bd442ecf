import CZlib

/// Bytes compressed as zlib does (RFC 1950), by the system's library.
enum Zlib {
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        // Fails only for want of memory or room, and the room is what the library asks for.
        let result = compress2(&output, &length, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION)
        precondition(result == Z_OK, "zlib had no memory")
        return Array(output.prefix(Int(length)))
    }

    /// - Returns: nil for what is damaged or has another size.
    static func expand(_ bytes: [UInt8], size: Int) -> [UInt8]? {
        var length = uLong(size)
        var output = [UInt8](repeating: 0, count: max(size, 1))
        let result = uncompress(&output, &length, bytes, uLong(bytes.count))
        return result == Z_OK && length == size ? Array(output.prefix(size)) : nil
    }
}
