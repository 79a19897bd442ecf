import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct KeyFileTests {
    let folder: TemporaryDirectory
    let file: KeyFile

    init() throws {
        folder = try TemporaryDirectory()
        file = KeyFile(folder.url.appending(path: "key"))
    }

    @Test func `a missing key is never made anew for what exists`() {
        let error = #expect(throws: ServiceError.self) { try file.load() }
        #expect(error?.code == .storage)
    }

    @Test func `the key that was made is the one that is read`() throws {
        #expect(try file.loadOrCreate().fingerprint == file.load().fingerprint)
        #expect(try file.loadOrCreate().fingerprint == file.load().fingerprint)
    }

    @Test func `two folders have two keys`() throws {
        let other = KeyFile(folder.url.appending(path: "other"))
        #expect(try file.loadOrCreate().fingerprint != other.loadOrCreate().fingerprint)
    }
}
