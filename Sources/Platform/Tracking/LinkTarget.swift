import Foundation
import Mail
import ServiceCore
import Store

/// Where a link leads: what its row holds, filled in for the person who follows it.
enum LinkTarget {
    /// - Parameter token: of a click.
    /// - Returns: nil where there is no such link of that message, by a host that is not its account's, and for what is no
    ///   address of the web.
    static func url(of token: MailToken, on host: String, _ hosts: TrackingHosts, in db: ReadTransaction)
        throws -> String?
    {
        guard let (account, template) = try stored(token, in: db),
            try hosts.serves(host, account: account, in: db)
        else { return nil }
        let sources = MailSourceQueries(db: db)
        let text = FieldText(template, as: .text)
        guard !text.isPlain else { return address(template, filledWith: { _ in nil }) }
        let values = try sources.addressee(token.delivery)?.values ?? [:]
        let variables = try sources.variables(of: account)
        return address(template) { values[$0] ?? variables[$0] }
    }

    private static func stored(
        _ token: MailToken, in db: ReadTransaction
    ) throws -> (account: Int64, url: String)? {
        // Ids of links are given again, so a link counts only with the message that it is of.
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT b.account, l.url FROM delivery d JOIN batch b ON b.id = d.batch
                JOIN link l ON l.id = \(token.link) AND (l.submission = d.submission OR l.campaign = b.campaign)
                WHERE d.id = \(token.delivery)
                """)
        if let row { return (row[0], row[1]) }
        return try PartedDeliveries.link(token.link, of: token.delivery, in: db)
    }

    /// An address whose scheme and host are the template's own; values stand only behind them, each as a part of it.
    static func address(_ template: String, filledWith value: (String) -> String?) -> String? {
        let lower = template.lowercased()
        guard let scheme = ["http://", "https://"].first(where: { lower.hasPrefix($0) }) else { return nil }
        let rest = template.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        // A backslash is a slash to browsers, and nothing to anybody else.
        guard !authority.contains(where: { "{\\".contains($0) }), let host = host(authority) else {
            return nil
        }
        let tail = FieldText(String(rest.dropFirst(authority.count)), as: .text)
            .filled { value($0).map(encoded) }
        return scheme + host + escaped(tail)
    }

    /// In ASCII, with the name before it and the port behind it where the sender wrote one; nil for what is none.
    private static func host(_ authority: Substring) -> String? {
        let sign = authority.lastIndex(of: "@")
        let user = sign.map { escaped(String(authority[...$0])) } ?? ""
        let place = sign.map { authority[authority.index(after: $0)...] } ?? authority
        let colon = place.last == "]" ? nil : place.lastIndex(of: ":")
        let name = DomainName.ascii(String(colon.map { place[..<$0] } ?? place))
        guard isHost(name) else { return nil }
        guard let colon else { return user + name }
        guard let port = Int(place[place.index(after: colon)...]), (1...65_535).contains(port) else {
            return nil
        }
        return "\(user)\(name):\(port)"
    }

    /// A name, or an address in numbers.
    private static func isHost(_ name: String) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]") {
            return HostAddress(String(name.dropFirst().dropLast())) != nil
        }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._".utf8
        return !name.isEmpty && name.utf8.allSatisfy { letters.contains($0) }
    }

    private static func encoded(_ value: String) -> String {
        value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// What a header may not hold, and what no address holds, by its bytes.
    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if (0x21...0x7E).contains(byte), !unsafe.contains(byte) {
                result.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static let unsafe = Set("\"<>\\^`{|}".utf8)

    /// `unreserved` of RFC 3986, section 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
}
