import Foundation
import Testing

@testable import sendboard

@Suite struct DemoTests {
    @Test func `sample data is made once and kept where a directory is named`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let made = try program.run("demo --data-dir kept --contacts 300")
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output == "Sample data is in \(program.home)/kept.\n")
        let listed = try program.run("--data-dir kept contact list --format csv --columns email")
        #expect(listed.output.split(separator: "\r\n").count == 301)
        let again = try program.run("demo --data-dir kept --contacts 5")
        #expect(again.status == 2)
        #expect(
            try program.run("--data-dir kept contact list --format csv --columns email").output
                == listed.output)
    }

    @Test func `progress is told in plain lines where nothing can be renewed`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let made = try program.run("demo --data-dir kept --contacts 300")
        #expect(made.errors.hasSuffix("finished\n"))
        #expect(!made.errors.utf8.contains(0x1B))
        #expect(!made.errors.utf8.contains(0x0D))
    }

    @Test func `what an interrupted demo left is made anew`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try program.write("unfinished\n", to: program.home + "/kept/made-by-demo")
        try program.write("half", to: program.home + "/kept/sendboard.sqlite")
        #expect(try program.run("demo --data-dir kept --contacts 10").status == 0)
    }

    @Test func `what another demo is making is left alone`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let path = program.home + "/kept"
        try program.write("unfinished\n", to: path + "/made-by-demo")
        try program.write("half", to: path + "/sendboard.sqlite")
        let lock = try DirectoryLock(path)
        let refused = try program.run("demo --data-dir kept --contacts 10")
        withExtendedLifetime(lock) {}
        #expect(refused.status == 4)
        #expect(refused.errors.hasPrefix("sendboard: Another process is making sample data"))
        #expect(FileManager.default.contents(atPath: path + "/sendboard.sqlite") == Data("half".utf8))
    }

    @Test func `the throw-away demo wants a terminal before it makes anything`() throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        #expect(try program.run("demo --contacts 10").status == 2)
        #expect(try program.everythingWritten().isEmpty)
    }
}
