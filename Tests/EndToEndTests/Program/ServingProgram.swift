import Dispatch
import Foundation
import Glibc

/// The built program's server, run on a data directory of its own.
final class ServingProgram {
    struct Failure: Error { let said: String }

    let program: BuiltProgram
    /// What `account add` printed.
    let account: [String: String]
    private(set) var port: UInt16 = 0
    private let process = Process()
    /// Given when the process has ended.
    private let end = DispatchSemaphore(value: 0)
    private let output: URL
    private let mayDump: Bool
    private let environment: [String: String]

    /// - Parameters:
    ///   - password: of the account, which is `ops@shop.example`.
    ///   - arguments: beside those that name address and directory.
    ///   - mayDump: lets a crash leave a core, as far as the program wants one.
    init(
        password: String = "secret word 1", _ arguments: [String] = [], mayDump: Bool = false,
        environment: [String: String] = [:]
    ) throws {
        (self.mayDump, self.environment) = (mayDump, environment)
        program = try BuiltProgram()
        output = URL(filePath: program.home + "/said")
        let added = try program.run(
            [
                "account", "add", "ops@shop.example", "--company", "Shop", "--phone", "+16035550100",
                "--password-stdin", "--admin", "--format", "json", "--data-dir", "data",
            ], input: password)
        let fields = try JSONSerialization.jsonObject(with: Data(added.output.utf8)) as? [String: Any]
        account = (fields ?? [:]).compactMapValues { $0 as? String }
        try start(["serve", "--listen", "127.0.0.1:0", "--data-dir", "data"] + arguments)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        program.cleanUp()
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var apiKey: String { account["api_key"] ?? "" }
    var isRunning: Bool { process.isRunning }

    /// Everything that the server has written to its outputs.
    func said() throws -> Data { try Data(contentsOf: output) }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The exit status, with 128 added to the number of a signal that ended it; a server that does not end within a
    /// minute is killed, so that it costs its own test and not the run.
    func ended() -> Int32 {
        if end.wait(timeout: .now() + 60) == .timedOut { signal(SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
            ? 128 + process.terminationStatus : process.terminationStatus
    }

    /// In KiB.
    func residentMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    private func start(_ arguments: [String]) throws {
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.executableURL = mayDump ? URL(filePath: "/bin/sh") : BuiltProgram.location
        let shell = ["-c", "ulimit -c unlimited; exec \"$0\" \"$@\"", BuiltProgram.location.path]
        process.arguments = (mayDump ? shell : []) + arguments
        let own = ["HOME": program.home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        process.environment = own.merging(environment) { $1 }
        process.currentDirectoryURL = URL(filePath: program.home)
        process.standardInput = FileHandle.nullDevice
        let file = try FileHandle(forUpdating: output)
        (process.standardOutput, process.standardError) = (file, file)
        process.terminationHandler = { [end] _ in end.signal() }
        try process.runWatched()
        let ready = "listening on http://127.0.0.1:"
        while port == 0 {
            let text = String(decoding: try said(), as: UTF8.self)
            if let range = text.range(of: ready), text.hasSuffix("\n") {
                port = UInt16(text[range.upperBound...].prefix { $0.isNumber }) ?? 0
            } else if !process.isRunning {
                throw Failure(said: text)
            } else {
                // The output is a file, searched whole at the end, and nothing tells when a file grows.
                usleep(10_000)
            }
        }
    }
}
