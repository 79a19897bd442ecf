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
        if let call = fixed["\(method) \(path.joined(separator: "/"))"] { return call }
        return method == "GET" && path.count == 2 && path[0] == "campaigns" ? .read(path[1]) : nil
    }

    /// Those whose path names nothing.
    static let fixed: [String: SMSDropCall] = [
        "POST auth/login": .logIn, "GET users/me": .profile, "GET subscriptions": .subscription,
        "POST campaigns": .create, "POST campaigns/retry": .retry, "GET campaigns": .list,
    ]
}
