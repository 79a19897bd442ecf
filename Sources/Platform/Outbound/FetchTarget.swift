import Foundation
import ServiceCore

/// A URL that may be fetched as far as its text goes: http or https, a plain host, no user in it.
struct FetchTarget: Sendable, Hashable {
    let url: URL
    /// A name, or an address without brackets.
    let host: String
    var text: String { url.absoluteString }

    private static let longest = 8192

    init(_ text: String) throws(ServiceError) {
        guard text.utf8.count <= Self.longest, let url = URL(string: text) else { throw Self.unfit(text) }
        try self.init(url, text)
    }

    /// Where an answer points to, which may be written relative to this.
    func following(_ location: String) throws(ServiceError) -> FetchTarget {
        guard location.utf8.count <= Self.longest, let next = URL(string: location, relativeTo: url) else {
            throw Self.unfit(location)
        }
        return try FetchTarget(next.absoluteURL, location)
    }

    private init(_ url: URL, _ text: String) throws(ServiceError) {
        guard let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            url.user == nil, let host = url.host.map(Self.unbracketed), Self.isPlain(host)
        else { throw Self.unfit(text) }
        self.url = url
        self.host = host
    }

    private static func unbracketed(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    /// Whatever else a host may hold could be read as one name here and as another by who connects.
    private static func isPlain(_ host: String) -> Bool {
        guard !host.isEmpty, host.utf8.count <= 253 else { return false }
        if host.contains(":") { return HostAddress(host) != nil }
        return host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    private static func unfit(_ text: String) -> ServiceError {
        ServiceError(
            .invalid, "“\(text.prefix(100))” is no URL that can be fetched.", hint: TextRule.webURL.hint)
    }
}

/// One hop of a fetch.
struct FetchRequest: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    var method: Method
    var target: FetchTarget
    var headers: [(name: String, value: String)]
    var body: [UInt8] = []
    /// How much of the answer is read.
    let limit: Int
    /// Whether what is beyond the limit is left unread; else a longer answer is an error.
    let isCut: Bool

    /// The next hop that an answer asks for; nil where it is the end.
    ///
    /// The method stays but after 303, by which a service points to a page that tells what became of a post.
    func following(_ answer: FetchAnswer) throws(ServiceError) -> FetchRequest? {
        guard answer.isRedirect, let location = answer.header("location") else { return nil }
        var next = self
        next.target = try target.following(location)
        if answer.status == 303 {
            next.method = .get
            next.body = []
            next.headers.removeAll { $0.name.lowercased() == "content-type" }
        }
        return next
    }
}

extension FetchAnswer {
    /// Whether it points elsewhere and is not read itself.
    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && header("location") != nil }
}

/// What was answered at the end of a fetch, whatever its status.
package struct FetchAnswer: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// The first header of that name, in whatever case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package var text: String { String(decoding: body, as: UTF8.self) }
}
