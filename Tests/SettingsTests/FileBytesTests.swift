import Foundation
import Settings
import Testing

@Suite struct FileBytesTests {
    @Test func `a file without end is given up once it is too long`() {
        #expect(throws: FileBytes.Fault.tooLong) { try FileBytes.read("/dev/zero", limit: 1 << 20) }
    }

    @Test func `a file is read whole, up to the limit`() throws {
        let path = NSTemporaryDirectory() + "bytes-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(bytes).write(to: URL(filePath: path))
        #expect(try FileBytes.read(path, limit: bytes.count) == bytes)
        #expect(throws: FileBytes.Fault.tooLong) { try FileBytes.read(path, limit: bytes.count - 1) }
    }

    @Test func `what cannot be read has the system's reason`() {
        #expect(throws: FileBytes.Fault.unreadable(ENOENT)) { try FileBytes.read("/nowhere", limit: 1) }
        #expect(throws: FileBytes.Fault.unreadable(EISDIR)) { try FileBytes.read("/", limit: 1) }
    }
}
