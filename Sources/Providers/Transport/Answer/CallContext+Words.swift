/// What a call does in words that a person would use; its operation is a name for logs.
extension CallContext {
    /// `“list senders”`, quotes and all, for the middle or the beginning of a sentence.
    package var deed: String { "“\(Self.words[operation] ?? plainWords)”" }

    private var plainWords: String {
        let parts = operation.split(separator: ".").map { String($0).replacing("-", with: " ") }
        guard parts.count == 2 else { return operation }
        let noun = parts[0] == "account" ? "the account" : parts[0].replacing("smtp", with: "SMTP")
        return "\(Self.verbs[parts[1]] ?? parts[1]) \(noun)"
    }

    private static let words = [
        "account.log-in": "log in", "contacts.invalid": "list invalid contacts",
        "messages.send-raw": "send a raw message", "messages.send-template": "send a template",
        "messages.send-template-get": "send a template",
        "version.show": "show the version", "whitelist.add": "put on the whitelist",
        "whitelist.remove": "take off the whitelist", "whitelist.show": "show the whitelist",
    ]

    /// Of verbs that need a word more, and of nouns that stand for one.
    private static let verbs = [
        "details": "show the details of", "dkim": "change the DKIM of", "key": "show the key of",
        "new key": "make a new key of", "profile": "show the profile of", "read": "show",
        "reset key": "reset the key of", "reset password": "reset the password of", "retry": "launch",
        "seeding": "change the seeding of", "set xheaders": "set the X-headers of",
        "status": "show the status of", "subscription": "show the subscription of",
        "text": "show the text of", "xheaders": "show the X-headers of",
    ]
}
