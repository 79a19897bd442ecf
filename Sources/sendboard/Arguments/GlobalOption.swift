/// The options that every command takes, before or after its verb; the one table of them.
enum GlobalOption: String, CaseIterable {
    case dataDirectory = "--data-dir"
    case config = "--config"
    case workspace = "--workspace"
    case connection = "--connection"
    case dns = "--dns"
    case readOnly = "--read-only"
    case theme = "--theme"
    case color = "--color"
    case ascii = "--ascii"
    case plain = "--plain"
    case utc = "--utc"
    case logLevel = "--log-level"

    var takesValue: Bool {
        switch self {
        case .readOnly, .ascii, .plain, .utc: false
        default: true
        }
    }
}
