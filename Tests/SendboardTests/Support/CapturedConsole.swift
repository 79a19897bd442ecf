import Foundation
import Synchronization

@testable import sendboard

/// A console whose streams end in memory.
final class CapturedConsole: Sendable {
    private let written: Captured
    private let complained: Captured
    let console: Console

    /// - Parameter problem: the `errno` with which standard output takes nothing; 0 where it takes all.
    init(isTerminal: Bool = false, columns: Int = 80, problem: Int32 = 0) {
        let (written, complained) = (Captured(problem: problem), Captured(problem: 0))
        (self.written, self.complained) = (written, complained)
        console = Console(
            output: Output(isTerminal: isTerminal, columns: columns) { written.take($0) },
            errors: Output { complained.take($0) },
            environment: [:], home: "/nowhere", who: "kim@console",
            now: { Date(timeIntervalSince1970: 1_772_400_000) })
    }

    var text: String { written.text }
    var complaints: String { complained.text }
}

/// The far end of a stream.
private final class Captured: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    private let problem: Int32

    init(problem: Int32) { self.problem = problem }

    func take(_ more: [UInt8]) -> Int32 {
        if problem == 0 { bytes.withLock { $0 += more } }
        return problem
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
