import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Case S9.
@Suite(.timeLimit(.minutes(10))) struct EngineLockTests {
    let folder: TemporaryDirectory
    let store: PlatformStore

    init() throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(folder.url)
    }

    @Test func `each holder has a greater epoch`() async throws {
        let first = try await EngineLock(store).acquire()
        first.end()
        let second = try await EngineLock(store).acquire()
        #expect((first.epoch, second.epoch) == (1, 2))
    }

    @Test(.timeLimit(.minutes(10))) func `a waiting one has the engine as soon as it is free`() async throws {
        let first = try await EngineLock(store).acquire()
        let waiting = Task { try await EngineLock(store).acquire() }
        first.end()
        #expect(try await waiting.value.epoch == 2)
    }

    @Test func `a cancelled wait does not keep the engine from the next`() async throws {
        let first = try await EngineLock(store).acquire()
        let waiting = Task { try await EngineLock(store).acquire() }
        waiting.cancel()
        let error = await #expect(throws: ServiceError.self) { try await waiting.value }
        #expect(error?.code == .cancelled)
        first.end()
        #expect(try await EngineLock(store).acquire().epoch == 2)
    }

    @Test func `deleting the note lets nobody else in, and the holder is still known to be there`()
        async throws
    {
        let first = try await EngineLock(store).acquire()
        try FileManager.default.removeItem(at: store.directory.engineLock)
        let second = Task { try await EngineLock(store).acquire() }
        #expect(try !FileLock(folder: folder.url).tryAcquire())
        #expect(EngineLock.holder(of: store) == 0)
        first.end()
        #expect(try await second.value.epoch == 2)
    }

    @Test func `a lock that the file system refuses is not held`() async throws {
        let lock = FileLock(descriptor: -1)
        let error = #expect(throws: ServiceError.self) { try lock.acquire() }
        #expect(error?.code == .storage)
        let waited = await #expect(throws: ServiceError.self) { try await LockWait(lock).finish() }
        #expect(waited?.code == .storage)
    }

    @Test func `another boot of the machine is noticed`() async throws {
        let bootID = folder.url.appending(path: "boot-id")
        try Data("one\n".utf8).write(to: bootID)
        let lock = EngineLock(store, bootIDPath: bootID.path)
        var restarts: [Bool] = []
        for boot in ["one\n", "one\n", "two\n"] {
            try Data(boot.utf8).write(to: bootID)
            let tenure = try await lock.acquire()
            restarts.append(tenure.machineRestarted)
            tenure.end()
        }
        #expect(restarts == [false, false, true])
    }

    @Test func `asking who runs the engine neither takes it nor believes an old note`() async throws {
        try await EngineLock(store).acquire().end()
        let other = try FileLock(store.directory.engineLock)
        try other.share()
        #expect(EngineLock.holder(of: store) == nil)
        other.release()
        let tenure = try await EngineLock(store).acquire()
        #expect(EngineLock.holder(of: store) == getpid())
        other.writeNote("\(Int32.max)\n")
        #expect(EngineLock.holder(of: store) == nil)
        tenure.end()
    }
}
