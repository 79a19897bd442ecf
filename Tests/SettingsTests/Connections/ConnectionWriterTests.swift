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
        let path = directory.appending(path: "config.yaml").path
        defer { try? FileManager.default.removeItem(at: directory) }
        if let text {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        try ConnectionWriter(reader, path: path).add(entry)
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test(arguments: [
        nil, "", "# mine\ntheme: dark\n", "connections:\n\ntheme: dark # why not\n",
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
}
