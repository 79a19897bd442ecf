package import ServiceCore

/// A resource whose row counts its edits, so that an edit on an older state can be told.
package protocol Revisioned: Resource {
    /// Raised by every edit of a person; not by counters that the engine keeps.
    var revision: Int { get set }
}
