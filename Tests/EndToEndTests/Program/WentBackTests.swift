import Foundation
import Platform
import Testing

/// The built program on a data directory that lost a part of what it knew.
@Suite(.timeLimit(.minutes(20))) struct WentBackTests {
    private static let people = 300

    /// A program with a campaign that is ready to be launched.
    private func program() throws -> BuiltProgram {
        let program = try BuiltProgram()
        let account = "account add kim@example.test --company Acme --phone +15550100 --password-stdin"
        try #require(try program.run(account, input: "Marked-pass-1\n").status == 0)
        let sender = "sender create address=news@example.test account=kim@example.test"
        try #require(try program.run(sender).status == 0)
        let audience = (1...Self.people).map { "person\($0)@example.org" }.joined(separator: ",")
        let fields = [
            "title=Sale", "subject=Hello", "text=Hi", "audience=\(audience)", "account=kim@example.test",
            "sender=news@example.test",
        ]
        let made = try program.run(["campaign", "create"] + fields)
        try #require(made.status == 0, "\(made.errors)")
        return program
    }

    private func directory(_ program: BuiltProgram) -> DataDirectory {
        DataDirectory(URL(filePath: program.home + "/.local/share/sendboard"))
    }

    private func taken(_ program: BuiltProgram) throws -> [SandboxRecord.Entry] {
        try SandboxRecord(in: directory(program)).entries()
    }

    /// Launches in a process that is killed once so many are taken.
    private func killLaunch(_ program: BuiltProgram, after count: Int) throws {
        let process = try launch(program)
        while try taken(program).count < count, process.isRunning {
            // Nothing tells when a file grows that another process writes.
            usleep(2_000)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Removes a folder that somebody still makes files in, however often that takes.
    private func remove(_ path: String) {
        while access(path, F_OK) == 0 { try? FileManager.default.removeItem(atPath: path) }
    }

    private func launch(_ program: BuiltProgram) throws -> Process {
        let process = Process()
        process.executableURL = BuiltProgram.location
        process.arguments = ["campaign", "launch", "Sale", "--yes", "Sale"]
        process.environment = ["HOME": program.home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        process.currentDirectoryURL = URL(filePath: program.home)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test(arguments: [5, 60, 140])
    func `a lost log is told by every command, and nobody is sent to twice after a person's word`(
        _ count: Int
    ) throws {
        let program = try program()
        defer { program.cleanUp() }
        try killLaunch(program, after: count)
        try FileManager.default.removeItem(atPath: directory(program).database.path + "-wal")
        let before = try taken(program).count
        let launch = try program.run("campaign launch Sale --yes Sale")
        #expect(launch.status == 4)
        #expect(launch.errors.contains("The delivery engine is held"))
        #expect(try program.run("engine status").status == 4)
        #expect(try program.run("info").output.contains("The delivery engine is held"))
        #expect(try program.run("engine resume").status == 4)
        #expect(try taken(program).count == before)
        let resumed = try program.run("engine resume --yes")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(resumed.output.contains("\(before) taken over as accepted") || count < 60)
        let status = try program.run("engine status")
        #expect(status.status == 0, "\(status.errors)")
        _ = try program.run("campaign launch Sale --yes Sale")
        let addresses = try taken(program).map(\.address)
        #expect(Set(addresses).count == addresses.count, "somebody was sent to twice")
        #expect(addresses.count > 280)
    }

    @Test func `a launch in a folder that is deleted stops and fails`() throws {
        let program = try program()
        defer { program.cleanUp() }
        let process = try launch(program)
        while try taken(program).count < 20, process.isRunning { usleep(2_000) }
        let record = try FileHandle(forReadingFrom: SandboxRecord(in: directory(program)).url)
        remove(directory(program).url.path)
        let atOnce = try record.readToEnd()?.count ?? 0
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        let afterwards = try record.readToEnd()?.count ?? 0
        // At most the batch that was being written in that moment.
        #expect(afterwards <= 25 * 160, "\(atOnce) bytes before, \(afterwards) after")
    }

    @Test
    func `a server whose folder is deleted says so, answers no call with success and ends with a failure`()
        async throws
    {
        let server = try ServingProgram()
        remove(server.program.home + "/data")
        #expect(server.ended() == 1)
        let said = String(decoding: try server.said(), as: UTF8.self)
        #expect(said.contains("was removed while it was in use"), "\(said)")
    }
}
