/// The themes that the program carries, so that it stands alone.
package enum Themes {
    /// All of them, the one used where nothing is said first; each is YAML.
    package static let all: [EmbeddedTheme] = [
        EmbeddedTheme(name: "default", bytes: PackageResources.default_yaml),
        EmbeddedTheme(name: "dark", bytes: PackageResources.dark_yaml),
        EmbeddedTheme(name: "light", bytes: PackageResources.light_yaml),
        EmbeddedTheme(name: "high-contrast", bytes: PackageResources.high_contrast_yaml),
        EmbeddedTheme(name: "colour-blind", bytes: PackageResources.colour_blind_yaml),
        EmbeddedTheme(name: "sixteen", bytes: PackageResources.sixteen_yaml),
    ]
}

/// A theme file inside the program.
package struct EmbeddedTheme: Sendable {
    /// The name in `--theme`, which is the file's.
    package let name: String
    /// The file: YAML in UTF-8.
    package let bytes: [UInt8]
}
