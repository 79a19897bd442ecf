import Foundation

/// The folder of a rehearsal's copy, within the data directory; its name says which process goes on with it.
enum RehearsalFolder {
    private static let prefix = "rehearsal-"
    private static let separator = "_"

    /// A name that nobody has.
    static func new(in home: DataDirectory) -> URL {
        let words = ProcessMark.own.text.split(separator: " ").map(String.init) + [UUID().uuidString]
        return home.url.appending(path: prefix + words.joined(separator: separator))
    }

    /// Removes what was left by processes that ended in a rehearsal: such a copy has the key file too.
    static func removeAbandoned(in home: DataDirectory) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home.url.path)) ?? []
        for name in names {
            guard let owner = owner(of: name), !owner.isAlive else { continue }
            try? FileManager.default.removeItem(at: home.url.appending(path: name))
        }
    }

    /// Nil for every other name.
    private static func owner(of name: String) -> ProcessMark? {
        guard name.hasPrefix(prefix) else { return nil }
        let words = name.dropFirst(prefix.count).components(separatedBy: separator)
        return words.count == 4 ? ProcessMark(text: words[..<3].joined(separator: " ")) : nil
    }
}
