import Foundation
import Synchronization
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(2))) struct FolderWatchTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "watched-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write("first")
    }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: "file"))
    }

    private func text() -> String {
        (try? String(contentsOf: folder.appending(path: "file"), encoding: .utf8)) ?? ""
    }

    /// A machine may have no watches left, with an editor or two that take a hundred.
    @Test(arguments: [true, false])
    func `what is written, replaced and removed is told, with the kernel's events and without`(
        hasEvents: Bool
    ) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (texts, told) = AsyncStream<String>.makeStream()
        let watch = FolderWatch(folder, of: .files, hasEvents: hasEvents) { told.yield(text()) }
        defer { watch.stop() }
        try write("second")
        for await text in texts where text == "second" { break }
        try FileManager.default.removeItem(at: folder.appending(path: "file"))
        for await text in texts where text.isEmpty { break }
    }

    @Test func `who writes without a pause is told of now and then, and at the end`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let count = Mutex(0)
        let (texts, told) = AsyncStream<String>.makeStream()
        let watch = FolderWatch(folder, of: .files, hasEvents: true) {
            count.withLock { $0 += 1 }
            told.yield(text())
        }
        defer { watch.stop() }
        let file = try FileHandle(forWritingTo: folder.appending(path: "file"))
        let end = ContinuousClock.now + .milliseconds(400)
        var writes = 0
        while ContinuousClock.now < end {
            try file.write(contentsOf: Data("x".utf8))
            writes += 1
        }
        try file.close()
        try write("last")
        for await text in texts where text == "last" { break }
        let share = Double(count.withLock { $0 }) / Double(writes)
        #expect(share < 0.5, "told \(count.withLock { $0 }) times of \(writes) writes")
    }
}
