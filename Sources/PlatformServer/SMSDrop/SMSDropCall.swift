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
        switch (method, path) {
        case ("POST", ["auth", "login"]): .logIn
        case ("GET", ["users", "me"]): .profile
        case ("GET", ["subscriptions"]): .subscription
        case ("POST", ["campaigns"]): .create
        case ("POST", ["campaigns", "retry"]): .retry
        case ("GET", ["campaigns"]): .list
        case ("GET", _) where path.count == 2 && path[0] == "campaigns": .read(path[1])
        default: nil
        }
    }
}
