import Foundation

/// The files of this repository, read as text.
struct SourceTree {
    static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

    /// The text of a file.
    ///
    /// - Parameter path: from the root.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// Every file under a folder whose name ends so, as paths from the root, in order.
    static func files(in folder: String, _ suffixes: String...) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { path in suffixes.contains { path.hasSuffix($0) } }
            .map { "\(folder)/\($0)" }.sorted()
    }

    /// The modules that the Swift files of a folder import.
    static func imports(of folder: String) throws -> Set<String> {
        let line = /^(?:@testable )?(?:package |internal |public )?import (\w+)/
        var modules: Set<String> = []
        for file in try files(in: folder, ".swift") {
            for text in try text(file).split(separator: "\n") {
                if let match = text.firstMatch(of: line) { modules.insert(String(match.1)) }
            }
        }
        return modules
    }
}
