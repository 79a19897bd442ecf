import ArgumentParser
import Logging
import ServiceCore
import Settings
import Terminal
import Testing

@testable import sendboard

/// Options before configuration before the defaults, and which connections a run shows.
@MainActor @Suite struct RunSettingsTests {
    private let embedded = Connection(id: "embedded", platform: "embedded", resources: [])
    private let dyn = Connection(id: "dyn", platform: "Dyn", resources: [])

    private func settings(_ options: String...) throws -> RunSettings {
        try RunSettings(try GlobalOptions.parse(options), CapturedConsole().console)
    }

    @Test func `without options and configuration the defaults hold`() throws {
        let settings = try settings()
        #expect(settings.dataDirectory == "/nowhere/.local/share/sendboard")
        #expect(settings.configurationFile == "/nowhere/.config/sendboard/config.yaml")
        #expect(
            !settings.isReadOnly && settings.logLevel == .warning && settings.workspace == "default")
    }

    @Test func `an option wins`() throws {
        let settings = try settings(
            "--data-dir", "~/d", "--read-only", "--utc", "--log-level", "debug", "--color", "16",
            "--dns", "127.0.0.1")
        #expect(settings.dataDirectory == "/nowhere/d" && settings.isReadOnly && settings.zone == .utc)
        #expect(settings.logLevel == .debug && settings.colour == .ansi16)
        #expect(settings.nameServers.count == 1)
    }

    @Test func `a command that only reads wants the directory it is pointed at to be there`() throws {
        let error = try #require(throws: ServiceError.self) { try settings("--data-dir", "~/d").reading() }
        #expect(error.code == .notFound && error.message == "There is no data directory /nowhere/d.")
        // The usual one is made at first use, and one that is there may be empty.
        #expect(try settings().reading().dataDirectory == "/nowhere/.local/share/sendboard")
        #expect(try settings("--data-dir", "/tmp").reading().dataDirectory == "/tmp")
    }

    @Test func `the default workspace shows all there is, another what it names`() throws {
        var settings = try settings("--workspace", "work")
        settings.configuration.workspaces = [WorkspaceEntry(name: "work", connections: ["dyn"])]
        #expect(try settings.makeWorkspace([embedded, dyn]).connections.map(\.id) == ["dyn"])
        #expect(
            try self.settings().makeWorkspace([embedded, dyn]).connections.map(\.id) == ["embedded", "dyn"])
    }

    @Test func `a connection of a workspace that cannot be shown is there with its reason`() throws {
        var settings = try settings("--workspace", "work")
        let fault = ServiceError(.invalid, "There is no connection “dny”.")
        settings.configuration.workspaces = [
            WorkspaceEntry(name: "work", connections: ["dyn", "dny"], faults: ["dny": fault])
        ]
        let workspace = try settings.makeWorkspace([dyn])
        #expect(workspace.connections.map(\.id) == ["dyn", "dny"] && workspace.faults.count == 1)
    }

    @Test func `one connection is shown alone, one that is not in the workspace too`() throws {
        let settings = try settings("--connection", "dyn")
        #expect(try settings.makeWorkspace([embedded, dyn]).connections.map(\.id) == ["dyn"])
    }

    @Test(arguments: [
        (["--workspace", "defualt"], "There is no workspace “defualt”.", "Did you mean default?"),
        (["--connection", "dny"], "There is no connection “dny”.", "Did you mean dyn?"),
        (
            ["--connection", "quetzalcoatl"], "There is no connection “quetzalcoatl”.",
            "There is: embedded, dyn."
        ),
    ])
    func `what there is not is told with the nearest`(options: [String], message: String, hint: String) throws
    {
        let settings = try RunSettings(try GlobalOptions.parse(options), CapturedConsole().console)
        let error = try #require(throws: ServiceError.self) { try settings.makeWorkspace([embedded, dyn]) }
        #expect(error.code == .notFound && error.message == message && error.hint == hint)
    }
}
