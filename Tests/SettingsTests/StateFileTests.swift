import Foundation
import Settings
import Testing

@Suite struct StateFileTests {
    private let directory =
        FileManager.default.temporaryDirectory.path + "/sendboard-state-\(UUID().uuidString)"

    @Test func `what is saved is remembered, in a folder of the person's own`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let file = StateFile(path: directory + "/state.json", empty: Remembered())
        var state = Remembered()
        state.theme = "night"
        state.panes["contacts"] = .init(columns: ["email", "state"], sort: "-created")
        try file.save(state)
        #expect(file.load() == (state, nil))
        let attributes = try FileManager.default.attributesOfItem(atPath: directory)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["state.json"])
    }

    @Test func `nothing saved is nothing remembered`() {
        #expect(StateFile(path: directory + "/state.json", empty: Remembered()).load() == (Remembered(), nil))
    }

    @Test func `a damaged file is ignored with a notice`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let path = directory + "/state.json"
        try Data("{\"panes\": 3".utf8).write(to: URL(filePath: path))
        let (state, notice) = StateFile(path: path, empty: Remembered()).load()
        #expect(state == Remembered())
        #expect(notice == "What was remembered in \(path) is damaged. It is ignored.")
    }

    @Test func `what cannot be read is told with its own reason`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let notice = try #require(StateFile(path: directory, empty: Remembered()).load().notice)
        #expect(notice.contains("Is a directory"))
    }

    @Test func `state that cannot be written is an error and no crash`() {
        let file = StateFile(path: "/proc/nowhere/state.json", empty: Remembered())
        #expect(throws: (any Error).self) { try file.save(Remembered()) }
    }
}

/// Something that is remembered.
private struct Remembered: Codable, Equatable, Sendable {
    var panes: [String: Pane] = [:]
    var theme: String?

    struct Pane: Codable, Equatable, Sendable {
        var columns: [String]?
        var sort: String?
    }
}
