package import ServiceCore

/// A resource whose row counts its edits, so that an edit on an older state can be told.
package protocol Revisioned: Resource {
    /// Raised by every edit of a person; not by counters that the engine keeps.
    var revision: Int { get }
}

extension Account: Revisioned {}
extension ApprovedSender: Revisioned {}
extension Campaign: Revisioned {}
extension Contact: Revisioned {}
extension ContactFilter: Revisioned {}
extension ContactGroup: Revisioned {}
extension GlobalVariable: Revisioned {}
extension SendingDomain: Revisioned {}
extension SMTPUser: Revisioned {}
extension Suppression: Revisioned {}
extension Template: Revisioned {}
extension TrackingDomain: Revisioned {}
extension Webhook: Revisioned {}
