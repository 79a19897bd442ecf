import Glibc
import ServiceCore
import Synchronization
import Testing

@testable import sendboard

@Suite struct OutputTests {
    @Test func `text goes out in large pieces, and whole at the end`() throws {
        let pieces = Mutex([Int]())
        let output = Output { bytes in
            pieces.withLock { $0.append(bytes.count) }
            return 0
        }
        for _ in 0..<1_000 { try output.line(String(repeating: "x", count: 99)) }
        #expect(pieces.withLock { $0 } == [65_600])
        try output.flush()
        try output.flush()
        #expect(pieces.withLock { $0 } == [65_600, 34_400])
    }

    @Test func `what is not taken fails each time, and is not tried again`() throws {
        let calls = Mutex(0)
        let output = Output { _ in
            calls.withLock { $0 += 1 }
            return ENOSPC
        }
        try output.line("lost")
        for _ in 0..<2 {
            let error = try #require(throws: ServiceError.self) { try output.flush() }
            #expect(error.code == .storage)
            #expect(error.message == "The output cannot be written: No space left on device.")
        }
        #expect(calls.withLock { $0 } == 1)
    }

    @Test func `a reader that has gone is told apart`() throws {
        let output = Output { _ in EPIPE }
        try output.line("unread")
        #expect(throws: Output.readerGone) { try output.flush() }
    }
}
