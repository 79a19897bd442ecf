import Providers
import ServiceCore

extension ConnectionSettings {
    /// A connection to the platform of this kind, told to a trail where there is one.
    func connect(_ kind: String, trail: (any AuditTrail)? = nil) throws -> Connection {
        guard let platform = PlatformRegistry[kind] else { throw HostedDriver.NotOffered() }
        let bare = try platform.connect(self)
        return trail.map { bare.audited(by: $0, over: inHand, who: "kim@console", clock: clock.date) } ?? bare
    }
}
