import Foundation
import ServiceCore
import Testing

@testable import Settings

@Suite struct ConnectionWriterTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private let reader = ConfigurationReader(
        paths: Paths(environment: [:], home: "/home/kim"), platforms: ConnectionReadingTests.platforms)

    private static var entry: ConnectionEntry {
        var entry = ConnectionEntry(name: "texts", platform: "smsdrop")
        entry.badge = "it's \"PROD\": #1"
        entry.isReadOnly = true
        entry.timeout = .seconds(20)
        entry.credentials = [
            "email": .plain("kim@shop.example"), "password": .command(["pass", "a \\ b", "-n"]),
        ]
        return entry
    }

    /// Adds the entry to a file of this text and gives the text after.
    private func adding(_ entry: ConnectionEntry, to text: String?) throws -> String {
        try changing(text) { writer throws(ServiceError) in try writer.add(entry) }
    }

    /// Changes a file of this text and gives the text after.
    private func changing(
        _ text: String?, _ change: (ConnectionWriter) throws(ServiceError) -> Void
    ) throws -> String {
        let path = directory.appending(path: "config.yaml").path
        defer { try? FileManager.default.removeItem(at: directory) }
        if let text {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        try change(ConnectionWriter(reader, path: path))
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test(arguments: [
        nil, "", "# mine\ntheme: dark\n", "connections:\n    d:\n        platform: dyn\n",
        "connections:\n\ntheme: dark # why not\n",
        "connections:\n  d: {platform: dyn, credentials: {api-key: {env: K}}}\n\n# about themes\ntheme: dark",
    ])
    func `an entry is added and reads back as it was, every other line stays`(text: String?) throws {
        let after = try adding(Self.entry, to: text)
        #expect(try reader.parse(after).connections.last == Self.entry)
        let lines = after.split(separator: "\n")
        for line in (text ?? "").split(separator: "\n") { #expect(lines.contains(line)) }
    }

    @Test func `a file of a program that begins with a byte order mark is read and added to`() throws {
        let after = try adding(Self.entry, to: "\u{FEFF}# mine\r\ntheme: dark\r\n")
        #expect(after.hasPrefix("# mine\ntheme: dark\n\nconnections:\n"))
        #expect(try reader.parse(after).theme == "dark")
    }

    @Test(arguments: ["{theme: dark}", "connections: {d: {platform: dyn, credentials: {api-key: {env: K}}}}"])
    func `a file in braces is left alone`(text: String) throws {
        #expect(throws: ServiceError.self) { try adding(Self.entry, to: text) }
    }

    @Test func `a name that is taken is refused`() throws {
        let text = try adding(Self.entry, to: nil)
        let error = try #require(throws: ServiceError.self) { try adding(Self.entry, to: text) }
        #expect(error.code == .conflict)
    }

    @Test(arguments: ["", "a b", "../x", "embedded", "ñ", "a:b"])
    func `a name that no connection can have is refused`(name: String) throws {
        var entry = Self.entry
        entry.name = name
        #expect(throws: ServiceError.self) { try adding(entry, to: nil) }
    }

    @Test func `what is wrong is not added`() throws {
        var entry = Self.entry
        entry.baseURL = "http://texts.example"
        let error = try #require(throws: ServiceError.self) { try adding(entry, to: nil) }
        #expect(error.code == .invalid)
    }

    private static let three = """
        # mine
        connections:
          # the first
          a:
            platform: dyn
            credentials: {api-key: {env: A}}

          "b":
            # why
            platform: dyn
            base-url: nowhere
            credentials:
              api-key: {env: B}
          # the third
          c: {platform: dyn, credentials: {api-key: {env: C}}}
        theme: dark

        """

    @Test(arguments: ["a", "b", "c"])
    func `one is removed and every other line stays`(name: String) throws {
        let after = try changing(Self.three) { writer throws(ServiceError) in try writer.remove(name) }
        let rest = ["a", "b", "c"].filter { $0 != name }
        let configuration = try reader.parse(after)
        #expect(configuration.connections.map(\.name) == rest && configuration.theme == "dark")
        let comments = ["# mine", "# the first", "# the third"] + (name == "b" ? [] : ["# why"])
        for comment in comments { #expect(after.contains(comment)) }
    }

    @Test func `one that stands twice is removed whole, and not written anew by guess`() throws {
        let text = Self.three.replacing("theme: dark\n", with: "  a:\n    platform: smsdrop\ntheme: dark\n")
        let after = try changing(text) { writer throws(ServiceError) in try writer.remove("a") }
        let configuration = try reader.parse(after)
        #expect(configuration.connections.map(\.name) == ["b", "c"] && configuration.theme == "dark")
        let error = try #require(throws: ServiceError.self) {
            try changing(text) { writer throws(ServiceError) in
                var entry = try writer.entry("a")
                entry.badge = "PROD"
                try writer.replace(entry)
            }
        }
        #expect(error.message == "config.yaml:4:3: “a” stands more than once.")
    }

    @Test(arguments: ["connections: [a]\n", "connections:\n  a: {}\nconnections:\n  b: {}\n"])
    func `nothing is added to connections that cannot be read`(text: String) throws {
        let error = try #require(throws: ServiceError.self) { try adding(Self.entry, to: text) }
        #expect(error.code == .invalid)
    }

    @Test func `the last one is removed`() throws {
        let text = try adding(Self.entry, to: nil)
        let after = try changing(text) { writer throws(ServiceError) in try writer.remove("texts") }
        #expect(try reader.parse(after).connections.isEmpty)
    }

    @Test(arguments: ["a", "b", "c"])
    func `one is written anew in its place, a wrong one too`(name: String) throws {
        let after = try changing(Self.three) { writer throws(ServiceError) in
            var entry = try writer.entry(name)
            entry.baseURL = "https://dyn.example"
            try writer.replace(entry)
        }
        let configuration = try reader.parse(after)
        #expect(configuration.connections.map(\.name) == ["a", "b", "c"])
        let changed = try #require(configuration.connections.first { $0.name == name })
        #expect(changed.baseURL == "https://dyn.example" && changed.fault == nil)
        #expect(changed.credentials == ["api-key": .environment(name.uppercased())])
    }

    @Test func `a change that is wrong leaves the file as it was`() throws {
        let after = try changing(Self.three) { writer throws(ServiceError) in
            var entry = try writer.entry("a")
            entry.baseURL = "http://dyn.example"
            do throws(ServiceError) { try writer.replace(entry) } catch { return }
            Issue.record("it was written")
        }
        #expect(after == Self.three)
    }

    @Test func `one that is not there is told with the nearest`() throws {
        let error = try #require(throws: ServiceError.self) {
            try changing(Self.three) { writer throws(ServiceError) in _ = try writer.entry("bb") }
        }
        #expect(error.code == .notFound)
    }
}
