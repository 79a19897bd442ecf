/// What SendClean answers, written from its pages and clients and never from our own encoder.
enum SendCleanFixtures {
    /// `Providers/SendClean/WIRE.md` §3, an example of the pages.
    static let validationError =
        #"{"status": "error", "code": -1, "name": "ValidationError", "type": "ValidationError", "message": "domain is required"}"#

    /// `Providers/SendClean/WIRE.md` §2: the message is spelled so.
    static let authenticationError =
        #"{"status": "error", "code": -1, "name": "AuthenticationError", "type": "AuthenticationError", "message": "Token MissMatch"}"#

    /// `Providers/SendClean/WIRE.md` §3, for an unknown path.
    static let pageNotFound =
        #"{"status": "error", "code": -1, "name": "GeneralError", "type": "GeneralError", "message": "Page not found"}"#

    /// A good answer to each call, by its path.
    static let answers: [String: String] =
        [
            // §9
            "account/viewUserDetail":
                #"{"status": "success", "user_data": {"name": "Ana", "email": "ana@shop.example", "mobile": 919800000000, "create_date": 1436782800, "allowed_speed": 600, "reputation": "50%"}}"#
        ].merging(settings) { $1 }.merging(messages) { $1 }

    private static let settings: [String: String] = [
        // §4
        "settings/addSmtp":
            #"{"status": "success", "message": "SMTP User Created", "smtp_user_name": "smtp70022", "smtp_password": "n3w"}"#,
        "settings/editSmtp": #"{"status": "success", "message": "SMTP User Updated"}"#,
        "settings/resetSmtpPassword":
            #"{"status": "success", "message": "password reseted", "smtp_user_name": "smtp70021", "smtp_password": "r3s3t"}"#,
        "settings/listSmtp":
            #"{"status": "success", "smtp_list": [{"smtp_user_name": "smtp70021", "password": "k3..", "smtp_password": "k3..", "status": "Enable", "total_limit": 500, "hourly_limit": 200}]}"#,
        // §5
        "settings/addTrackingDomain": #"{"status": "success", "message": "Tracking Domain Added"}"#,
        "settings/checkTrackingDomain":
            #"{"status": "success", "domain": "track.shop.example", "valid_tracking": "Yes", "cname": {"valid": "Yes"}}"#,
        "settings/listTrackingDomain":
            #"{"status": "success", "tracking_domain_list": [{"domain": "track.shop.example", "create_date": 1436782800000000, "cname": {"valid": "No"}}]}"#,
        "settings/deleteTrackingDomain": #"{"status": "success", "message": "Tracking Domain Deleted"}"#,
        // §6
        "settings/addSendingDomain": #"{"status": "success", "message": "Sending Domain Added"}"#,
        "settings/checkSendingDomain":
            #"{"status": "success", "domain": "shop.example", "dkim": {"valid": "Yes"}, "spf": {"valid": "No"}, "valid_signing": "No"}"#,
        "settings/verifySendingDomain":
            #"{"status": "success", "message": "Verification instruction has been sent to postmaster@shop.example"}"#,
        "settings/listSendingDomain":
            #"{"status": "success", "sending_domain_list": [{"domain": "shop.example", "create_date": 1436782800000000, "dkim": {"valid": "No"}, "spf": {"valid": "Yes"}, "verify_domain": {"valid": "No"}}]}"#,
        "settings/deleteSendingDomain": #"{"status": "success", "message": "Sending Domain Deleted"}"#,
        // §7
        "settings/addWebhook": #"{"status": "success", "message": "Webhook Added"}"#,
        "settings/editWebhook": #"{"status": "success", "message": "Webhook Edited"}"#,
        "settings/keyResetWebhook":
            #"{"status": "success", "message": "Webhook key reseted", "webhook_id": "143678280012345678901", "key": "n3wk3y"}"#,
        "settings/listWebhook":
            #"{"status": "success", "webhook_list": [{"webhook_id": "143678280012345678901", "url": "https://shop.example/hook", "event": "open,click", "key": "k3y", "store_log": "Enable", "description": "shop", "create_date": 1436782800}]}"#,
        "settings/getWebhookInfo":
            #"{"status": "success", "webhook_data": {"webhook_id": "143678280012345678901", "url": "https://shop.example/hook", "event": "open,click", "key": "k3y", "store_log": "Enable", "description": "shop", "create_date": 1436782800, "last_success": 1436782900, "total_event": 42}}"#,
        "settings/deleteWebhook": #"{"status": "success", "message": "Webhook Deleted"}"#,
    ]

    /// §8
    private static let messages: [String: String] = [
        "messages/sendMail": #"{"status": "success", "message": "message have been Queued"}"#,
        "messages/sendTemplate": #"{"status": "success", "message": "250 Message Queued"}"#,
        "messages/sendTemplateHTTPGet": #"{"status": "success", "message": "250 Message Queued"}"#,
        "messages/sendRaw": #"{"status": "success", "message": "message have been Queued"}"#,
        "messages/getMessageInfo":
            #"{"status": "success", "message_data": [{"subject": "Hello", "sender": "shop@shop.example", "email": "kim@example.test", "sendFrom": "192.0.2.7", "mailSize": 1204, "attchSize": 0, "status": "open", "time": 1436782800123, "open": 1, "openData": {"ip": ["198.51.100.4"], "ua": ["Mail/1"], "time": [1436782900123]}, "click": 0, "clickData": {"ip": [], "ua": [], "time": []}}]}"#,
    ]
}
