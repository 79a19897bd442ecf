import ServiceCore

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

    /// What is said where its value has nothing in it, which is no path and no name of anything.
    var blankRefusal: ServiceError {
        let wanted =
            switch self {
            case .dataDirectory, .config: "a path"
            case .dns: "an address"
            default: "a name"
            }
        return ServiceError(
            .invalid, "\(rawValue) wants \(wanted), and what it was given is empty.",
            hint: "Write \(wanted) behind it, or leave \(rawValue) out.")
    }

    var takesValue: Bool {
        switch self {
        case .readOnly, .ascii, .plain, .utc: false
        default: true
        }
    }
}
