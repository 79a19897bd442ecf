import ServiceCore

/// What the calls on SMTP users answer; the pages differ on what a password is called, so it has both names.
enum SendCleanSMTPPayload {
    struct Credentials: Encodable {
        let status = "success"
        let message: String
        let name: String
        let password: String

        init(_ message: String, _ user: SMTPUser) {
            self.message = message
            name = user.name
            password = user.password?.reveal() ?? ""
        }

        enum CodingKeys: String, CodingKey {
            case status, message
            case name = "smtp_user_name"
            case password = "smtp_password"
        }
    }

    struct List: Encodable {
        let status = "success"
        let users: [Item]

        enum CodingKeys: String, CodingKey {
            case status
            case users = "smtp_list"
        }
    }

    struct Item: Encodable {
        let name: String
        let password: String
        let smtpPassword: String
        let status: String
        let totalLimit: Int
        let hourlyLimit: Int

        init(_ user: SMTPUser) {
            name = user.name
            password = user.password?.reveal() ?? ""
            smtpPassword = password
            status = SendCleanForm.enabled(user.isEnabled)
            totalLimit = user.totalLimit ?? 0
            hourlyLimit = user.hourlyLimit ?? 0
        }

        enum CodingKeys: String, CodingKey {
            case password, status
            case name = "smtp_user_name"
            case smtpPassword = "smtp_password"
            case totalLimit = "total_limit"
            case hourlyLimit = "hourly_limit"
        }
    }
}
