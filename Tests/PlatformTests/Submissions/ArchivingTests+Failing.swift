import Foundation
import Mail
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// What is kept, or not handed over, where something goes wrong.
///
/// Case D1.
extension ArchivingTests {
    @Test func `an engine that is killed after handing over leaves the archive whole`() async throws {
        let bench = try await Self.bench()
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.keepsArchive = true
        let tenant = try await bench.tenant()
        let receipt = try await tenant.send(draft)
        let first = try await bench.engine()
        try await first.submit(try await first.step())
        #expect(try await bench.number("SELECT count(*) FROM archive") == 0)
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 5") == 1)
        let bytes = try #require(try await tenant.archived(batch: receipt.batch, address: "a@example.com"))
        #expect(try taken(bench)["a@example.com"] == Hex.text(WrittenMail(bytes).sha256))
    }

    @Test func `what cannot be archived is not handed over and waits`() async throws {
        let bench = try await Self.bench()
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.keepsArchive = true
        _ = try await bench.tenant().send(draft)
        // A file where the folder should be.
        let folder = bench.store.directory.url.appending(path: "archive")
        try Data().write(to: folder)
        let engine = try await bench.engine()
        #expect(await failure { try await engine.drain() }?.code == .storage)
        #expect(try SandboxRecord(in: bench.store.directory).entries().isEmpty)
        try FileManager.default.removeItem(at: folder)
        try await bench.run(engine)
        #expect(try await bench.number("SELECT count(*) FROM archive WHERE segment = 1") == 1)
        #expect(try await bench.number("SELECT attempts FROM delivery") == 1)
    }
}
