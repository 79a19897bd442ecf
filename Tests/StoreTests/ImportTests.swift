import Foundation
import Testing

/// The floor is the only one that knows its engine, and knows nothing of what stands on it.
@Suite struct ImportTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardizedFileURL

    /// The modules that each file of a folder imports.
    private static func imports(_ folder: URL) throws -> [(file: String, modules: Set<String>)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".swift") }.map { name in
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return (name, Set(text.split(separator: "\n").compactMap { module(String($0)) }))
        }
    }

    private static func module(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place < words.endIndex - 1, place <= 2,
            !line.hasPrefix(" ")
        else { return nil }
        return words[place + 1].split(separator: ".").first.map(String.init)
    }

    @Test func `nobody but Store imports GRDB`() throws {
        let files = try Self.imports(Self.sources).filter { $0.modules.contains("GRDB") }.map(\.file)
        #expect(files.count > 10, "the files were not read")
        #expect(files.filter { !$0.hasPrefix("Store/") } == [])
    }

    @Test func `Store imports nothing of ours but ServiceCore`() throws {
        let ours = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        let imported = try Self.imports(Self.sources.appending(path: "Store"))
            .reduce(into: Set<String>()) { $0.formUnion($1.modules) }
        #expect(imported.intersection(ours) == ["ServiceCore"])
    }
}
