import Foundation
import Glibc
import ServiceCore

extension SandboxRecord {
    /// Overwrites the addresses of a person in place: lines keep their length, so that an engine may go on appending.
    ///
    /// - Parameter isOf: whether an address is the person's.
    /// - Returns: how many lines named them.
    func erase(_ isOf: (String) -> Bool) throws(ServiceError) -> Int {
        let descriptor = open(url.path, O_RDWR | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return 0 }
        guard descriptor >= 0, let data = FileManager.default.contents(atPath: url.path) else {
            throw failure("read")
        }
        defer { close(descriptor) }
        var (count, start) = (0, data.startIndex)
        while let end = data[start...].firstIndex(of: 10) {
            defer { start = end + 1 }
            let fields = data[start..<end].split(separator: 9, omittingEmptySubsequences: false)
            guard fields.count == 5, isOf(String(decoding: fields[2], as: UTF8.self)) else { continue }
            let blank = [UInt8](repeating: UInt8(ascii: "x"), count: fields[2].count)
            guard pwrite(descriptor, blank, blank.count, off_t(fields[2].startIndex)) == blank.count else {
                throw failure("written")
            }
            count += 1
        }
        guard fsync(descriptor) == 0 else { throw failure("written") }
        return count
    }
}
