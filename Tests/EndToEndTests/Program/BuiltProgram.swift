import Dispatch
import Foundation

/// The built program, run with a home of its own.
struct BuiltProgram {
    /// A directory that no other test uses; holds home, configuration, data and state.
    let home = FileManager.default.temporaryDirectory.path + "/sendboard-e2e-\(UUID().uuidString)"

    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// - Parameter hasData: whether there is a directory `data`, empty, for commands that only read.
    init(hasData: Bool = false) throws {
        try FileManager.default.createDirectory(
            atPath: home + (hasData ? "/data" : ""), withIntermediateDirectories: true)
    }

    /// Takes everything away that the runs have left.
    func cleanUp() {
        try? FileManager.default.removeItem(atPath: home)
    }

    var configuration: String { home + "/.config/sendboard/config.yaml" }

    func write(_ text: String, to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Its thread waits until the program ends; a scripted server in this process answers meanwhile on threads of its own.
    ///
    /// - Parameter output: where standard output goes; nil keeps it for the result.
    func run(
        _ arguments: [String], input: String = "", output: FileHandle? = nil,
        environment: [String: String] = [:]
    ) throws -> Result {
        try run(Self.location, arguments, input: input, output: output, environment: environment)
    }

    /// A line as a hint has it, read by a shell.
    func runLine(_ line: String, environment: [String: String] = [:]) throws -> Result {
        let called = "exec '\(Self.location.path)' \(line.dropFirst("sendboard ".count))"
        return try run(URL(filePath: "/bin/sh"), ["-c", called], environment: environment)
    }

    private func run(
        _ executable: URL, _ arguments: [String], input: String = "", output: FileHandle? = nil,
        environment: [String: String]
    ) throws -> Result {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        let own = ["HOME": home, "PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8"]
        process.environment = own.merging(environment) { $1 }
        process.currentDirectoryURL = URL(filePath: home)
        let (kept, errors, source) = (try file("out"), try file("err"), try file("in"))
        try source.write(contentsOf: Data(input.utf8))
        try source.seek(toOffset: 0)
        process.standardInput = source
        process.standardOutput = output ?? kept
        process.standardError = errors
        try process.runWatched()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: try text(kept), errors: try text(errors))
    }

    /// Words with blanks between; a word has none.
    func run(_ line: String, input: String = "") throws -> Result {
        try run(line.split(separator: " ").map(String.init), input: input)
    }

    /// Starts what is killed before it ends; words with blanks between.
    func begin(
        _ line: String, errors: Any = FileHandle.nullDevice, output: FileHandle = .nullDevice,
        environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = Self.location
        process.arguments = line.split(separator: " ").map(String.init)
        let own = ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        process.environment = own.merging(environment) { $1 }
        process.currentDirectoryURL = URL(filePath: home)
        process.standardError = errors
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.runWatched()
        return process
    }

    /// Every byte of every file that was ever left behind, but for those of one folder below its home.
    func everythingWritten(besides folder: String? = nil) throws -> Data {
        let told = try files().filter { file in
            !file.hasPrefix("stream-") && folder.map { !file.hasPrefix($0 + "/") } ?? true
        }
        return told.reduce(into: Data()) { all, file in
            all += FileManager.default.contents(atPath: home + "/" + file) ?? Data()
        }
    }

    /// The permissions of what stands in a folder below its home.
    func modes(in folder: String) throws -> [Int] {
        try files().filter { $0.hasPrefix(folder + "/") }.map { file in
            let attributes = try FileManager.default.attributesOfItem(atPath: home + "/" + file)
            return attributes[.posixPermissions] as? Int ?? 0
        }
    }

    private func files() throws -> [String] {
        FileManager.default.enumerator(atPath: home)?.compactMap { $0 as? String } ?? []
    }

    /// Beside the test bundle, where the build puts both.
    static let location = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "sendboard")

    private func file(_ name: String) throws -> FileHandle {
        let path = "\(home)/stream-\(name)-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        return try FileHandle(forUpdating: URL(filePath: path))
    }

    private func text(_ file: FileHandle) throws -> String {
        try file.seek(toOffset: 0)
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }
}

extension Process {
    /// Starts it, and kills it where it runs for longer than any test lets one run.
    ///
    /// Whoever waits for a program holds one of the few threads that tests run on, and no time limit of a test ends such a
    /// wait; so a program that does not end would cost the whole run, and this way costs its own test.
    func runWatched() throws {
        try run()
        let patience = RandomKeys.isLong ? 3600 : 1200
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(patience)) {
            if self.isRunning { kill(self.processIdentifier, SIGKILL) }
        }
    }
}
