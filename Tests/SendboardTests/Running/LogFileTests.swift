import Foundation
import Logging
import Testing

@testable import sendboard

@Suite final class LogFileTests {
    private let folder = NSTemporaryDirectory() + "log-\(UUID().uuidString)"
    private var path: String { folder + "/state/sendboard.log" }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func logger() -> Logger {
        let sink = LogSink(path: path)
        return Logger(label: "engine") { FileLogHandler(label: $0, logLevel: .notice, sink: sink) }
    }

    private var text: String {
        get throws { try String(contentsOfFile: path, encoding: .utf8) }
    }

    @Test func `a line tells time, level, label, words and facts in order`() throws {
        var logger = logger()
        logger[metadataKey: "status"] = "503"
        logger.warning("call failed", metadata: ["operation": "sender.list", "code": "unavailable"])
        let line = try #require(try text.split(separator: "\n").first)
        let pattern =
            /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ warning engine: call failed code=unavailable operation=sender.list status=503/
        #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
    }

    @Test func `the file is made when there is something to say, for its owner alone`() throws {
        let logger = logger()
        logger.info("of no interest")
        #expect(!FileManager.default.fileExists(atPath: path))
        logger.error("broken")
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        #expect(try text.split(separator: "\n").count == 1)
    }

    @Test func `a file that has grown makes way, once`() throws {
        logger().notice("first")
        let large = Data(repeating: UInt8(ascii: "x"), count: (4 << 20) + 1)
        try large.write(to: URL(filePath: path))
        logger().notice("second")
        #expect(try text.contains("second") && !text.contains("x"))
        #expect(try Data(contentsOf: URL(filePath: path + ".1")).count == large.count)
    }
}
