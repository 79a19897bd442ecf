import FoundationEssentials
package import ServiceCore
package import Terminal
import Themes

/// The themes that can be chosen: those in the program, and the YAML files of the themes folder, which win.
package struct ThemeCatalog: Sendable {
    private let directory: String

    /// - Parameter directory: the folder of the person's own themes; need not exist.
    package init(directory: String) { self.directory = directory }

    /// A theme and where it comes from.
    package struct Entry: Sendable, Equatable {
        package let theme: Theme
        /// Nil for one that the program carries.
        package let file: String?
    }

    /// The theme of this name.
    ///
    /// - Throws: `.notFound` with the nearest name; `.invalid` with line and column where its file is wrong.
    package func theme(named name: String) throws(ServiceError) -> Theme {
        if let text = try SettingsFile.text(at: "\(directory)/\(name).yaml"), !name.contains("/") {
            return try ThemeReader.parse(text, name: name, file: "themes/\(name).yaml")
        }
        if let embedded = Themes.all.first(where: { $0.name == name }) {
            let text = String(decoding: embedded.bytes, as: UTF8.self)
            return try ThemeReader.parse(text, name: name, file: "\(name).yaml")
        }
        let known = names()
        throw ServiceError(
            .notFound, "There is no theme “\(name)”.",
            hint: NearestName.hint(for: name, among: known))
    }

    /// Every theme, in the order of `names`.
    package func entries() throws(ServiceError) -> [Entry] {
        let own = Set(ownNames())
        var entries: [Entry] = []
        for name in names() {
            let file = own.contains(name) ? "\(directory)/\(name).yaml" : nil
            entries.append(Entry(theme: try theme(named: name), file: file))
        }
        return entries
    }

    /// Every theme's name: the program's, the default first, then the person's own.
    package func names() -> [String] {
        let embedded = Themes.all.map(\.name)
        return embedded + ownNames().filter { !embedded.contains($0) }.sorted()
    }

    private func ownNames() -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
    }
}
