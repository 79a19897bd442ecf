import Mail
import Platform
import ServiceCore

/// The pages on which a person ends or chooses what is sent: plain HTML that every browser and screen reader shows, without
/// a script, a picture or a word of what was asked for.
enum SubscriptionHTML {
    static func page(_ page: SubscriptionPage) -> String {
        document(title(page), sections(page).joined(separator: "\n"))
    }

    static let unknown = document(
        "This link is not known here",
        """
        <p>It may not have been copied whole, or the message that it stood in is not kept any more.</p>
        <p>To get no more messages, use the link in the newest one, or answer it.</p>
        """)

    static let leadsNowhere = document(
        "This link leads nowhere any more",
        "<p>The sender of the message is not here any more, and where its links led is not kept.</p>")

    static let notUnderstood = document(
        "Nothing was changed",
        "<p>What was sent cannot be understood. Open the link in the message again and use the button there.</p>"
    )

    private static func title(_ page: SubscriptionPage) -> String {
        switch page.notice {
        case .unsubscribed: "You are unsubscribed"
        case .saved: "Your choice is saved"
        case .forgotten: "You get no messages"
        case .senderGone: "This sender is not here any more"
        case nil: page.canUnsubscribe ? "Unsubscribe" : "You are unsubscribed"
        }
    }

    private static func sections(_ page: SubscriptionPage) -> [String] {
        switch page.notice {
        case .forgotten: ["<p>Nothing is kept here of you, and nothing is sent to you.</p>"]
        case .senderGone:
            [
                """
                <p role="status">Its account was deleted, with all that it kept of you, and it sends no more messages.</p>
                <p>To end messages of another sender, use the link in the newest of them, or answer it.</p>
                """
            ]
        case .unsubscribed, .saved, nil:
            [said(page), unsubscribing(page), preferences(page)].filter { !$0.isEmpty }
        }
    }

    /// What holds now, for those who came to see whether it worked.
    private static func said(_ page: SubscriptionPage) -> String {
        let from = page.sender.isEmpty ? "" : " from <strong>\(escaped(page.sender))</strong>"
        let lines = page.channels.map { line in
            let (what, to) = (words(line.channel), escaped(line.address))
            return switch line.state {
            case .on: "<li>\(what) to \(to): <strong>sent</strong></li>"
            case .off: "<li>\(what) to \(to): <strong>not sent</strong>, as you asked</li>"
            case .blocked: "<li>\(what) to \(to): <strong>not sent</strong></li>"
            }
        }
        let heading = page.notice == nil ? "" : " role=\"status\""
        return "<p\(heading)>Messages\(from):</p>\n<ul>\n\(lines.joined(separator: "\n"))\n</ul>"
    }

    private static func unsubscribing(_ page: SubscriptionPage) -> String {
        guard page.notice == nil, let line = page.channels.first(where: \.isOfMessage), page.canUnsubscribe
        else { return "" }
        return """
            <form method="post">
            <input type="hidden" name="List-Unsubscribe" value="One-Click">
            <input type="hidden" name="page" value="1">
            <p>Press the button to get no more \(words(line.channel).lowercased()) from this sender.</p>
            <p><button type="submit">Unsubscribe</button></p>
            </form>
            """
    }

    /// Of what the person can change.
    private static func preferences(_ page: SubscriptionPage) -> String {
        let lines = page.channels.filter { $0.state != .blocked }
        guard !lines.isEmpty else { return "" }
        let boxes = lines.map { line in
            let name = line.channel.rawValue
            return """
                <p><input type="checkbox" id="\(name)" name="\(name)"\(line.state == .on ? " checked" : "")>
                <label for="\(name)">\(words(line.channel)) to \(escaped(line.address))</label></p>
                """
        }
        return """
            <form method="post">
            <input type="hidden" name="preferences" value="1">
            <fieldset>
            <legend>What I want to get</legend>
            \(boxes.joined(separator: "\n"))
            <p><button type="submit" class="b">Save my choice</button></p>
            </fieldset>
            </form>
            """
    }

    private static func words(_ channel: Channel) -> String {
        switch channel {
        case .email: "E-mail"
        case .sms: "Text messages"
        }
    }

    private static func escaped(_ text: String) -> String { HTMLEntities.escape(text) }

    /// Sizes follow the reader's own, and a line wraps instead of running out of the window.
    private static func document(_ title: String, _ content: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <title>\(title)</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem; max-width: 36rem;
          background: #fff; color: #1a1a1a; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; }
        button { font: inherit; font-weight: 600; padding: .6rem 1.2rem; border: 2px solid #0b4f9e;
          border-radius: .3rem; background: #0b4f9e; color: #fff; cursor: pointer; max-width: 100%; }
        button.b { background: #fff; color: #0b4f9e; }
        :focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
        fieldset { border: 1px solid #6b6b6b; border-radius: .3rem; min-width: 0; }
        input[type=checkbox] { width: 1.2rem; height: 1.2rem; vertical-align: -.2rem; }
        @media (prefers-color-scheme: dark) {
          body { background: #161616; color: #f0f0f0; }
          button { background: #8ab8f5; border-color: #8ab8f5; color: #101010; }
          button.b { background: #161616; color: #8ab8f5; }
        }
        </style>
        </head>
        <body>
        <main>
        <h1>\(title)</h1>
        \(content)
        </main>
        </body>
        </html>

        """
    }
}
