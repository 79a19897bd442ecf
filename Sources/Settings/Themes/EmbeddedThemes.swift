import Themes

/// The texts of the themes that the program carries, by name.
enum EmbeddedThemes {
    static let texts: [String: String] = ["default": ""]
}
