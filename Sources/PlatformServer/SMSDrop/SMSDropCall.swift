/// What a request asks for, by its method and its path without the prefix.
enum SMSDropCall: Equatable {
    case logIn, profile, subscription, create, retry, list
    case read(String)

    private static let methods = ["GET", "POST"]

    /// - Throws: `.wrongMethod` for a path that is called otherwise, `.notFound` for any other.
    init(_ method: String, _ path: [String]) throws(SMSDropFailure) {
        if let call = Self.find(method, path) {
            self = call
            return
        }
        let allowed = Self.methods.filter { Self.find($0, path) != nil }
        throw allowed.isEmpty ? .notFound : .wrongMethod(allowed)
    }

    private static func find(_ method: String, _ path: [String]) -> SMSDropCall? {
        if let call = routes["\(method) \(path.joined(separator: "/"))"] { return call("") }
        guard let id = path.last else { return nil }
        return routes["\(method) \((path.dropLast() + ["*"]).joined(separator: "/"))"]?(id)
    }

    /// By method and path, in which a star stands for an id.
    static let routes: [String: @Sendable (_ id: String) -> SMSDropCall] = [
        "POST auth/login": { _ in .logIn }, "GET users/me": { _ in .profile },
        "GET subscriptions": { _ in .subscription }, "GET campaigns": { _ in .list },
        "GET campaigns/*": { .read($0) }, "POST campaigns": { _ in .create },
        "POST campaigns/retry": { _ in .retry },
    ]
}
