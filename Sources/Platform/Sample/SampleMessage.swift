/// What the messages of the sample say, in the plain HTML that mail programs agree on.
enum SampleMessage {
    /// - Parameter link: where its button leads; nil leaves the button out.
    static func html(_ title: String, _ body: String, link: String?) -> String {
        let button = link.map { "<p><a href=\"\($0)\">\($0)</a></p>\n" } ?? ""
        return """
            <!doctype html>
            <html><body style="font-family: sans-serif; max-width: 36em">
            <h1>\(title)</h1>
            <p>\(body)</p>
            \(button)<p style="font-size: small"><a href="{{unsubscribe_url|https://unsubscribe.example}}">Unsubscribe</a></p>
            </body></html>
            """
    }

    static func text(_ body: String, link: String) -> String { "\(body)\n\n\(link)\n" }
}
