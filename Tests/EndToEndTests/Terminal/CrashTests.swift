import Foundation
import TestSupport
import Testing

@testable import CrashFixture

extension InATerminal.Alone {
    /// What ends a Swift program, in a program of the tests that holds the terminal as the board does.
    @Suite struct CrashTests {
        @Test(arguments: Crash.allCases)
        func `a crash gives the terminal back and leaves its words in the log`(crash: Crash) async throws {
            let fixture = BuiltProgram.location.deletingLastPathComponent().appending(path: "CrashFixture")
            try await BoardDesk.expectCleanEnd(
                status: 128 + Int(crash.signal),
                starting: { desk in
                    try desk.terminal.type("clear; '\(fixture.path)' \(crash.rawValue)\r")
                    try await desk.terminal.wait(for: "waiting for a key")
                },
                ending: { desk in
                    try desk.terminal.press("x")
                    try await desk.terminal.waitForShell()
                    guard let words = crash.words else { return }
                    let log =
                        FileManager.default.contents(atPath: desk.program.home + "/errors.log") ?? Data()
                    #expect(String(decoding: log, as: UTF8.self).contains(words))
                })
        }
    }
}

extension Crash {
    /// What the processor raises: Swift stops at an instruction that there is not, on ARM at a break point.
    fileprivate var signal: Int32 {
        if self == .stack || self == .stackElsewhere { return SIGSEGV }
        #if arch(arm64)
        return SIGTRAP
        #else
        return SIGILL
        #endif
    }

    /// What Swift writes to standard error; nothing where it is the processor that notices.
    fileprivate var words: String? {
        switch self {
        case .failure: "Fatal error: as asked"
        case .index, .indexElsewhere: "Index out of range"
        case .overflow, .stack, .stackElsewhere: nil
        }
    }
}
