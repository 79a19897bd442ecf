package import ServiceCore

/// What a text message says, and how it is shown.
package struct OutgoingText: Sendable, Hashable {
    package let text: String
    /// One of the SMS types.
    package let type: CampaignType

    package init(_ text: String, _ type: CampaignType) { (self.text, self.type) = (text, type) }
}
