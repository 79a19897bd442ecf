package import ServiceCore

/// An e-mail campaign as a send by API needs it: who it is from and about what, unless the call says otherwise.
package struct MailCampaign: Sendable {
    package let id: ResourceID
    package let uuid: String
    package let numid: Int
    package let title: String
    package let type: CampaignType
    package let subject: String
    package let sender: String
    package let senderName: String
    package let replyTo: String
    package let smtpUser: String?
}
