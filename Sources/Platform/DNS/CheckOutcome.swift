/// The outcome of looking at one record that should be there.
package enum CheckOutcome: Sendable, Equatable {
    case right
    /// Right, with something that people should know of it.
    case remarkable(String)
    case missing
    /// Why it does not do, and what stands there; that is empty where the reason says it.
    case wrong(reason: String, found: String)
    /// Nothing is known; the last outcome stays valid.
    case couldNotCheck(reason: String)
}

/// Why a record is none of its kind, as the rest of a sentence: `it is empty`.
struct RecordFault: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
