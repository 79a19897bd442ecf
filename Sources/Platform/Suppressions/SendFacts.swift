package import ServiceCore

/// What is known of one message to one address when it is asked whether it may go out.
package struct SendFacts: Sendable, Hashable {
    package var hasUsableAddress = true
    /// The entry in force for the address, nil where there is none.
    package var suppression: Suppression.Reason?
    package var isInvalid = false
    /// Whether it is an inactive recipient of Dyn's, which counts for what is sent through Dyn alone.
    package var isInactive = false
    package var isWhitelisted = false
    /// Whether the address has come before in the same submission; SMS charges and sends each.
    package var isDuplicate = false
    package var isSenderApproved = true
    package var allowsChannel = true

    package init() {}
}
