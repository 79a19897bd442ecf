import Mail
package import SMTP

extension MailServerSettings {
    /// How a server presents itself that takes what comes back of messages.
    package static func bounces(_ dialect: Dialect) -> MailServerSettings {
        var settings = MailServerSettings()
        settings.dialect = dialect
        settings.takesUTF8 = true
        settings.largestMessage = ReportLimits().message
        settings.mostRecipients = 50
        // What other servers send back may have longer lines than what we would send on.
        settings.longestTextLine = 1 << 16
        return settings
    }
}
