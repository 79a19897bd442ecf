import Foundation
import Synchronization

@testable import sendboard

/// A console whose streams end in memory.
final class CapturedConsole: Sendable {
    private let written = Mutex<[UInt8]>([])
    private let complained = Mutex<[UInt8]>([])
    private let isTerminal: Bool
    private let columns: Int

    init(isTerminal: Bool = false, columns: Int = 80) {
        self.isTerminal = isTerminal
        self.columns = columns
    }

    var console: Console {
        Console(
            output: Output(isTerminal: isTerminal, columns: columns) { [self] bytes in
                written.withLock { $0 += bytes }
                return 0
            },
            errors: Output { [self] bytes in
                complained.withLock { $0 += bytes }
                return 0
            },
            environment: [:], home: "/nowhere", who: "kim@console",
            now: { Date(timeIntervalSince1970: 1_772_400_000) })
    }

    var text: String { String(decoding: written.withLock { $0 }, as: UTF8.self) }
    var complaints: String { String(decoding: complained.withLock { $0 }, as: UTF8.self) }
}
