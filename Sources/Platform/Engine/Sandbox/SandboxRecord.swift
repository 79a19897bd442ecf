package import Foundation
import Glibc
package import ServiceCore
import Store

/// The sandbox's own file of what it took, outside the database, so that the books can be checked against it.
///
/// One line each: delivery id, Message-ID, recipient, time in milliseconds and the SHA-256 of its bytes in
/// hexadecimal (nothing where it was not written out), parted by tabs. A message was taken if its line is whole.
package struct SandboxRecord: HandOverRecord {
    package let url: URL

    /// `sandbox/accepted.log` in the data directory.
    package init(in directory: DataDirectory) {
        url = directory.url.appending(path: "sandbox").appending(path: "accepted.log")
    }

    package struct Entry: Sendable, Hashable {
        package let delivery: Int64
        package let messageID: String
        package let address: String
        package let milliseconds: Int64
        /// In hexadecimal; empty where the message was not written out.
        package var sha256 = ""
    }

    /// Every whole line, oldest first; none where nothing was ever taken.
    package func entries() throws(ServiceError) -> [Entry] {
        try read(fromEnd: .max).split(separator: "\n").compactMap { Entry(line: $0) }
    }

    func deliveries() throws(ServiceError) -> [Int64] { try entries().map(\.delivery) }

    func recentDeliveries() throws(ServiceError) -> Set<Int64> {
        // A line is far below 1 KiB, and a batch has at most `DeliveryEngine.largestClaim` of them.
        let window = 1024 * 2 * DeliveryEngine.largestClaim
        return Set(try read(fromEnd: window).split(separator: "\n").compactMap { Entry(line: $0)?.delivery })
    }

    func newestDeliveries() throws(ServiceError) -> [Int64] {
        try read(fromEnd: 16 << 10).split(separator: "\n").compactMap { Entry(line: $0)?.delivery }
    }

    /// The text up to the last line feed; a torn line after it was never taken.
    private func read(fromEnd window: Int) throws(ServiceError) -> Substring {
        guard let file = FileHandle(forReadingAtPath: url.path) else { return "" }
        defer { try? file.close() }
        do {
            let size = try file.seekToEnd()
            let start = size > UInt64(window) ? size - UInt64(window) : 0
            try file.seek(toOffset: start)
            let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            guard let end = text.utf8.lastIndex(of: 10) else { return "" }
            let begin = start == 0 ? text.startIndex : text.utf8.firstIndex(of: 10) ?? end
            return text[begin...end]
        } catch {
            throw failure("read")
        }
    }

    /// Opens the file for appending, after cutting off a torn line.
    func openForAppending() throws(ServiceError) -> Int32 {
        try PrivateFile.makeFolder(at: url.deletingLastPathComponent())
        let descriptor = open(url.path, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("opened") }
        let whole = try endOfLastLine(descriptor)
        guard ftruncate(descriptor, whole) == 0 else { throw failure("written") }
        return descriptor
    }

    private func endOfLastLine(_ descriptor: Int32) throws(ServiceError) -> off_t {
        var end = lseek(descriptor, 0, SEEK_END)
        var byte: UInt8 = 0
        while end > 0 {
            guard pread(descriptor, &byte, 1, end - 1) == 1 else { throw failure("read") }
            if byte == 10 { return end }
            end -= 1
        }
        return 0
    }

    /// Appends whole lines; what does not get through is taken back from the file.
    func append(_ entries: [Entry], to descriptor: Int32) throws(ServiceError) {
        let bytes = Array(entries.map(\.line).joined().utf8)
        let start = lseek(descriptor, 0, SEEK_END)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                ftruncate(descriptor, start)
                throw failure("written")
            }
            written += count
        }
    }

    func failure(_ verb: String) -> ServiceError {
        ServiceError(
            .storage,
            "The sandbox's record \(url.path) cannot be \(verb): \(String(cString: strerror(errno))).",
            hint: "Check the permissions and the free space of its folder.")
    }
}

extension SandboxRecord.Entry {
    init?(line: Substring) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count == 5, let delivery = Int64(parts[0]), let time = Int64(parts[3]) else {
            return nil
        }
        self.init(
            delivery: delivery, messageID: String(parts[1]), address: String(parts[2]),
            milliseconds: time,
            sha256: String(parts[4]))
    }

    fileprivate var line: String {
        "\(delivery)\t\(messageID)\t\(address)\t\(milliseconds)\t\(sha256)\n"
    }
}
