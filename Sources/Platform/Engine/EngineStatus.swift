package import ServiceCore

/// Which process runs the delivery engine of a data directory.
package enum EngineStatus: Sendable, Equatable {
    case mine
    /// This process, whose work does not go on at the moment; it tries again by itself.
    case failing(ServiceError)
    /// Another process, by its id; 0 where that is not known.
    case other(Int32)
    case none

    /// Whether messages go out, by whichever process.
    package var isRunning: Bool {
        switch self {
        case .mine, .other: true
        case .failing, .none: false
        }
    }
}
