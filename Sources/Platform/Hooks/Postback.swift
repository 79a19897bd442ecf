import Foundation
import Mail
import ServiceCore

/// What an account's bounce, spam or unsubscribe URL is sent of one event.
///
/// A URL that holds one of Dyn's marks (`…?e=@email&t=@bouncetype`) is asked for by GET with the values in their
/// places; any other is posted a form whose fields are called like the marks: `email`, and for bounces
/// `bouncetype` (`hard` or `soft`), `bouncerule`, `bouncecode`, `diagnostic` and `status`. The message's own
/// X-headers go by their names in both.
///
/// - Source: Dyn's help page "Email Postback URLs" (marks, sample values, GET); `@bouncecode` and `@X-Name` from
///   receivers that Dyn's customers use. That a URL without marks is posted a form is ours, and so is its field `event`.
struct Postback: Sendable, Hashable {
    let url: String
    /// A form; empty where the URL says it all.
    let body: String

    init(_ kind: PostbackKind, to template: String, of event: HookEvent) {
        let fields = Self.fields(kind, event)
        let filled = Self.fill(template, with: fields)
        url = filled ?? template
        let form = [(name: "event", value: kind.rawValue)] + fields
        body =
            filled == nil
            ? form.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&") : ""
    }

    private static func fields(_ kind: PostbackKind, _ event: HookEvent) -> [(name: String, value: String)] {
        let person = [(name: "email", value: event.address)]
        let headers = event.message.headers.filter { $0.name.lowercased().hasPrefix("x-") }
            .map { (name: $0.name, value: $0.value) }
        guard kind == .bounce else { return person + headers }
        let detail = event.detail
        return person + [
            ("bouncetype", event.kind == .bounceSoft ? "soft" : "hard"), ("bouncerule", detail.rule ?? ""),
            ("bouncecode", detail.code.map(String.init) ?? ""),
            ("diagnostic", detail.text.map { "smtp;\($0)" } ?? ""), ("status", detail.enhanced ?? ""),
        ] + headers
    }

    /// - Returns: nil where the text behind the host holds no mark.
    private static func fill(
        _ template: String, with fields: [(name: String, value: String)]
    ) -> String? {
        let host = template.firstRange(of: "://")?.upperBound ?? template.startIndex
        guard let start = template[host...].firstIndex(where: { "/?".contains($0) }) else { return nil }
        let parts = template[start...].split(separator: "@", omittingEmptySubsequences: false)
        var text = String(template[..<start]) + (parts.first ?? "")
        var isFilled = false
        for part in parts.dropFirst() {
            let mark = part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
            if let value = value(of: mark.lowercased(), in: fields) {
                isFilled = true
                text += encoded(value) + part.dropFirst(mark.count)
            } else {
                text += "@" + part
            }
        }
        return isFilled ? text : nil
    }

    /// A bounce's mark in another URL, and a header that the message has not, stand for nothing.
    private static func value(of mark: String, in fields: [(name: String, value: String)]) -> String? {
        if let field = fields.first(where: { $0.name.lowercased() == mark }) { return field.value }
        return marks.contains(mark) || mark.hasPrefix("x-") ? "" : nil
    }

    private static let marks: Set = [
        "email", "bouncetype", "bouncerule", "bouncecode", "diagnostic", "status",
    ]

    /// Everything but RFC 3986's unreserved characters, so that a value cannot become another part of the URL.
    private static func encoded(_ value: String) -> String {
        value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// Which of an account's three URLs something is told to.
enum PostbackKind: String, Sendable, CaseIterable {
    case bounce, spam, unsubscribe
}
