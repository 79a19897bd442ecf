import Foundation
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(2))) struct AwaitedFolderTests {
    /// A folder of one test's own, removed with it, and how far a path in it stands.
    private final class Ground: Sendable {
        let url = FileManager.default.temporaryDirectory.appending(path: "awaited-\(UUID().uuidString)")

        init() throws { try make("") }

        deinit { try? FileManager.default.removeItem(at: url) }

        func make(_ path: String) throws {
            try FileManager.default.createDirectory(
                at: url.appending(path: path), withIntermediateDirectories: true)
        }

        func write(_ text: String, to path: String) throws {
            try text.write(to: url.appending(path: path), atomically: true, encoding: .utf8)
        }

        func remove(_ path: String) throws {
            try FileManager.default.removeItem(at: url.appending(path: path))
        }

        /// What a file says each time that the folder is told of, as often as that is; empty where it is not there.
        func told(_ folder: String, file: String) -> (AwaitedFolder, AsyncStream<String>) {
            let (texts, continuation) = AsyncStream<String>.makeStream()
            let place = url.appending(path: file)
            let folder = AwaitedFolder(url.appending(path: folder)) {
                continuation.yield((try? String(contentsOf: place, encoding: .utf8)) ?? "")
            }
            return (folder, texts)
        }
    }

    private let ground: Ground

    init() throws { ground = try Ground() }

    /// Waits until the file was told of with that content.
    private func wait(for text: String, in texts: AsyncStream<String>) async -> Bool {
        for await told in texts where told == text { return true }
        return false
    }

    @Test func `a file in a folder that was not there is told, and each change after`() async throws {
        let (folder, texts) = ground.told("home/config/board", file: "home/config/board/config.yaml")
        defer { folder.stop() }
        try ground.make("home/config/board")
        try ground.write("first", to: "home/config/board/config.yaml")
        #expect(await wait(for: "first", in: texts))
        try ground.write("second", to: "home/config/board/config.yaml")
        #expect(await wait(for: "second", in: texts))
    }

    @Test func `a folder that comes step by step is found`() async throws {
        let (folder, texts) = ground.told("home/config", file: "home/config/config.yaml")
        defer { folder.stop() }
        try ground.make("home")
        try ground.make("home/config")
        try ground.write("there", to: "home/config/config.yaml")
        #expect(await wait(for: "there", in: texts))
    }

    @Test func `a folder that goes is told, and one that comes in its place`() async throws {
        try ground.make("config")
        try ground.write("old", to: "config/config.yaml")
        let (folder, texts) = ground.told("config", file: "config/config.yaml")
        defer { folder.stop() }
        try ground.remove("config")
        #expect(await wait(for: "", in: texts))
        try ground.make("config")
        try ground.write("new", to: "config/config.yaml")
        #expect(await wait(for: "new", in: texts))
    }
}
