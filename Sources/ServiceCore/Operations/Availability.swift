/// Whether something can be done now.
package enum Availability: Sendable, Hashable {
    case available
    /// A sentence fragment that says why not: `already whitelisted`.
    case disabled(String)

    package var isAvailable: Bool { self == .available }
}
