import Themes

/// The themes that the program carries, as text.
enum EmbeddedThemes {
    /// The one used where nothing is said comes first.
    static var names: [String] { Themes.all.map(\.name) }

    static func text(named name: String) -> String? {
        Themes.all.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
