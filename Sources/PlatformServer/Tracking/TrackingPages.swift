import Platform
import ServiceCore

/// Serves what the links in messages name: pixels, targets, pages on which a subscription ends.
struct TrackingPages: Dialect {
    static let name = "tracking"
    /// In bytes: a form of ours has a hundred.
    static let bodyLimit = 8 << 10

    private let desk: TrackingDesk

    init(_ host: DialectHost) { self.init(host.platform.trackingDesk()) }

    init(_ desk: TrackingDesk) { self.desk = desk }

    func serves(_ path: [String]) -> Bool { path.first == "t" }

    func admission(_ request: ServerRequest) async -> Admission { .unknown }

    func answer(_ request: ServerRequest) async -> ServerResponse {
        var asked = TrackingRequest(
            request.method, "/" + request.path.joined(separator: "/"), host: request.header("host") ?? "",
            from: EventOrigin(ip: request.caller, agent: request.header("user-agent") ?? ""))
        asked.isPrefetch = Self.isPrefetch(request)
        if request.method == "POST" {
            asked.fields = PostedForm.fields(request.body, type: request.header("content-type") ?? "")
        }
        var answer = Self.response(await desk.answer(asked))
        if request.method == "HEAD" { answer.body = [] }
        return answer
    }

    func refusal(_ fault: RequestFault) -> ServerResponse {
        switch fault {
        case .tooLarge: Self.plain(413, "The request is too long.")
        case .tooSlow: Self.plain(408, "The request did not come in time.")
        case .busy: Self.plain(503, "There is too much to do; try again in a moment.")
        case .unknownExpectation: Self.plain(417, "The expectation is not known.")
        case .malformed: Self.plain(400, "The request cannot be read.")
        }
    }

    /// What browsers and mail programs say of what they fetch before anybody asks.
    ///
    /// - Source: `Sec-Purpose` of the Fetch standard; the others are what came before it.
    private static func isPrefetch(_ request: ServerRequest) -> Bool {
        ["sec-purpose", "purpose", "x-purpose", "x-moz"].contains { name in
            guard let value = request.header(name)?.lowercased() else { return false }
            return value.hasPrefix("prefetch") || value.hasPrefix("preview")
        }
    }

    private static func response(_ answer: TrackingAnswer) -> ServerResponse {
        switch answer {
        case .pixel: ServerResponse(200, headers: common + [("content-type", "image/gif")], body: pixel)
        case .redirect(let url): ServerResponse(302, headers: common + [("location", url)])
        case .page(let page): html(200, SubscriptionHTML.page(page))
        case .gone: html(410, SubscriptionHTML.leadsNowhere)
        case .notFound: html(404, SubscriptionHTML.unknown)
        case .notAllowed(let methods): plain(405, "This cannot be done here.", [("allow", methods)])
        case .notUnderstood: html(400, SubscriptionHTML.notUnderstood)
        case .unavailable:
            plain(503, "This cannot be done now; try again in a minute.", [("retry-after", "60")])
        }
    }

    private typealias Headers = [(name: String, value: String)]

    /// Nothing is kept on the way, nothing is told on, and nothing that is not of the page is run or framed.
    private static let common: Headers = [
        ("cache-control", "no-store"), ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"), ("x-robots-tag", "noindex, nofollow"),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'"
        ),
    ]

    private static func html(_ status: Int, _ page: String) -> ServerResponse {
        ServerResponse(
            status, headers: common + [("content-type", "text/html; charset=utf-8")], body: Array(page.utf8))
    }

    private static func plain(_ status: Int, _ sentence: String, _ more: Headers = []) -> ServerResponse {
        ServerResponse(
            status, headers: common + [("content-type", "text/plain; charset=utf-8")] + more,
            body: Array((sentence + "\n").utf8))
    }

    /// One pixel that lets everything through, as a GIF of 43 bytes.
    private static let pixel: [UInt8] =
        Array("GIF89a".utf8)
        + [
            1, 0, 1, 0, 0x80, 0, 0, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0,
            1,
            0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ]
}
