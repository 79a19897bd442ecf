/// Which process runs the delivery engine of a data directory.
package enum EngineStatus: Sendable, Hashable {
    case mine
    /// Another process, by its id.
    case other(Int32)
    case none
}
