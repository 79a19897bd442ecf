import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct DirectoryLockTests {
    @Test func `who comes second is refused until the first has ended, and nothing is left behind`() throws {
        let path = NSTemporaryDirectory() + "locked-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            let first = try DirectoryLock(path)
            let error = try #require(throws: ServiceError.self) { try DirectoryLock(path) }
            #expect(error.code == .conflict)
            withExtendedLifetime(first) {}
        }
        _ = try DirectoryLock(path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }

    @Test func `what is no directory cannot be locked`() throws {
        let error = try #require(throws: ServiceError.self) { try DirectoryLock("/etc/passwd") }
        #expect(error.code == .storage)
    }
}
