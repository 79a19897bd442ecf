import Foundation
import Glibc
import Testing

/// What a crash leaves on the disk.
@Suite(
    .timeLimit(.minutes(20)),
    .enabled(if: Cores.absence == nil, "\(Cores.absence ?? "")")
)
struct CoreFileTests {
    /// The core of a crash in a folder, nil where there is none.
    private func core(in folder: String) throws -> Data? {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try names.first { $0.hasPrefix("core") }.map {
            try Data(contentsOf: URL(filePath: folder + "/" + $0), options: .alwaysMapped)
        }
    }

    private func crash(in program: BuiltProgram, input: String) throws {
        let fixture = BuiltProgram.location.deletingLastPathComponent().appending(path: "CrashFixture").path
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "ulimit -c unlimited; exec \"$0\" secret", fixture]
        process.currentDirectoryURL = URL(filePath: program.home)
        let path = program.home + "/input"
        try Data(input.utf8).write(to: URL(filePath: path))
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: path))
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.runWatched()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
    }

    @Test func `what a secret holds is left out of a core that was asked for`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try crash(in: program, input: "Planted-secret-5f2c-and-no-more\nA-plain-text-81d0-beside-it")
        let core = try #require(try core(in: program.home))
        #expect(core.range(of: Data("A-plain-text-81d0-beside-it".utf8)) != nil, "the core was searched")
        #expect(core.range(of: Data("Planted-secret-5f2c-and-no-more".utf8)) == nil)
    }

    @Test(arguments: [[:], ["SENDBOARD_CORE": "1"]])
    func `a crash of the program leaves a core only where that was asked for`(
        _ environment: [String: String]
    ) throws {
        let server = try ServingProgram(mayDump: true, environment: environment)
        // Swift's own handlers print where a program crashed, and take a signal from outside for less than a crash.
        server.signal(SIGSYS)
        #expect(server.ended() == 128 + SIGSYS)
        #expect(try (core(in: server.program.home) != nil) == !environment.isEmpty)
    }
}

/// Where this machine's cores go.
enum Cores {
    /// Why a core cannot be looked into here.
    static let absence: String? = {
        let pattern = (try? String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)) ?? ""
        if pattern.hasPrefix("|") || pattern.hasPrefix("/") { return "cores go to \(pattern) here" }
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        return limit.rlim_max == 0 ? "no core may be written here" : nil
    }()
}
