package import ServiceCore
package import Terminal

/// What `config.yaml` says; nil where it is silent.
package struct Configuration: Sendable, Equatable {
    /// The name of an embedded theme or of one in `themes/`.
    package var theme: String?
    package var color: ColorChoice?
    /// The name of what the board shows first.
    package var start: String?
    /// No line or block glyphs.
    package var ascii: Bool?
    /// No borders, no spinner, the hardware cursor on the selected cell.
    package var plain: Bool?
    /// Absolute.
    package var dataDirectory: String?
    package var mouse: Bool?
    package var isReadOnly: Bool?
    /// Whom DNS checks ask, in this order; none asks the system's resolvers.
    package var nameServers: [NameServer] = []
    /// The zone of all times that a person reads and types; nil is the machine's.
    package var timeZone: WallZone?
    /// When bounces make a contact invalid.
    package var bounces = BounceSettings()
    /// How often hosted platforms are asked again while visible; at least two seconds.
    package var refresh: Duration?
    /// In the order written.
    package var connections: [ConnectionEntry] = []
    /// Why none of the connections can be read; the embedded platform works on.
    package var connectionsFault: ServiceError?
    /// In the order written.
    package var workspaces: [WorkspaceEntry] = []
    /// In the order written.
    package var keys: [KeyOverride] = []
    /// The columns shown and their order, by the pane's name.
    package var columns: [String: [ColumnEntry]] = [:]
    /// In the order written.
    package var aliases: [AliasEntry] = []
    /// In the order written.
    package var shortcuts: [ShortcutEntry] = []
    /// The section `commands`, in the order written.
    package var programs: [ProgramEntry] = []

    package init() {}
}

/// How many colours to use; `auto` asks the environment and the terminal.
package enum ColorChoice: String, Sendable, Hashable, CaseIterable {
    case auto, mono
    case sixteen = "16"
    case twoHundredFiftySix = "256"
    case truecolor

    /// The depth wished for, nil where none is.
    package var depth: ColourDepth? { ColourDepth(rawValue: rawValue) }
}

/// One line of the `keys` section.
package struct KeyOverride: Sendable, Hashable {
    /// A dotted action name: `contact.whitelist`.
    package let action: String
    /// None leaves the action without a key.
    package let keys: [KeyStroke]
}

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
