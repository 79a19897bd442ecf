import ServiceCore

/// A request as it goes on the wire, every secret in clear; never leaves this folder and is never printed.
struct WireRequest: Sendable, CustomStringConvertible, CustomReflectable {
    let method: HTTPRequest.Method
    let url: String
    /// What may be said of the URL.
    let host: String
    let headers: [HTTPAnswer.Header]
    let body: [UInt8]

    /// - Throws: `.invalid` for an empty path segment, a bad header name or a line break in a header.
    init(_ request: HTTPRequest, base: BaseURL, call: CallContext) throws(ServiceError) {
        guard !request.path.hasEmptySegment else {
            throw call.error(
                .invalid, "\(call.deed) needs the id or address of one row, and it is empty.",
                hint: "Choose a row and try again.")
        }
        let path = request.path.encoded.drop { $0 == "/" }
        let query = request.query.revealed()
        method = request.method
        host = base.host
        url = "\(base)/\(path)\(query.isEmpty ? "" : "?\(query)")"
        body = request.body.bytes
        var headers = [
            HTTPAnswer.Header(name: "User-Agent", value: "Sendboard"),
            HTTPAnswer.Header(name: "Accept", value: "application/json"),
            // Without it a gateway may choose any compression (RFC 9110 §12.5.3), which is never undone.
            HTTPAnswer.Header(name: "Accept-Encoding", value: "identity"),
        ]
        if let type = request.body.contentType {
            headers.append(HTTPAnswer.Header(name: "Content-Type", value: type))
        }
        for item in request.headers.items {
            headers.append(try Self.header(item.name, item.value.revealed, call))
        }
        self.headers = headers
    }

    private static func header(
        _ name: String, _ value: String, _ call: CallContext
    ) throws(ServiceError) -> HTTPAnswer.Header {
        let isToken = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
        guard isToken, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }) else {
            throw call.error(
                .invalid,
                "The header \(isToken ? name : "") cannot be sent: it holds a control or foreign character.",
                hint: "Check the credentials for a line break or a stray character.")
        }
        return HTTPAnswer.Header(name: name, value: value)
    }

    var description: String { "\(method.rawValue) \(Secret.mask)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPRequest {
    var secrets: [Secret] {
        let inBody =
            switch body {
            case .form(let parameters): parameters.secrets
            case .json(let value): value.secrets
            case .none, .bytes: [Secret]()
            }
        return query.secrets + headers.secrets + inBody
    }
}

extension HTTPRequest.Body {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .none: []
        case .form(let parameters): Array(parameters.revealed().utf8)
        case .json(let value): JSONWriting.revealed(value)
        case .bytes(let bytes, _): bytes
        }
    }

    fileprivate var contentType: String? {
        switch self {
        case .none: nil
        case .form: "application/x-www-form-urlencoded"
        case .json: "application/json"
        case .bytes(_, let type): type
        }
    }
}
