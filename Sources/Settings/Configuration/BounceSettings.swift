import ServiceCore

/// The section `bounces`: when bounces make a contact invalid; nil where it is silent.
package struct BounceSettings: Sendable, Equatable {
    /// Hard bounces, `within` this time, that make an address invalid.
    package var hard: Int?
    package var within: Duration?
    /// Soft bounces in a row, without a success between them.
    package var soft: Int?

    package init() {}

    init(_ section: YAMLValue) throws(ServiceError) {
        for (key, name, value) in try section.entries(of: "bounces") {
            switch name {
            case "hard": hard = try value.count(name)
            case "within": within = try value.duration(name)
            case "soft": soft = try value.count(name)
            default:
                throw key.error(
                    "unknown setting “\(name)”.",
                    hint: ConfigurationReader.hint(name, among: ["hard", "within", "soft"]))
            }
        }
    }
}
