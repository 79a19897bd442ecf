import ServiceCore

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
