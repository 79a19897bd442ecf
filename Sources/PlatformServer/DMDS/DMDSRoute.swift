import Platform
import ServiceCore

/// A path, and what is done there by which method.
struct DMDSRoute: Sendable {
    typealias Handler = @Sendable (DMDSCall) async throws(ServiceError) -> ServerResponse

    /// The names that mean the same, by their segments.
    let names: [[String]]
    /// The fields that segments behind the name stand for; each may be left out and said in the body instead.
    let arguments: [String]
    let handlers: [String: Handler]

    init(_ names: String..., arguments: String..., handlers: [String: Handler]) {
        self.names = names.map { $0.split(separator: "/").map(String.init) }
        self.arguments = arguments
        self.handlers = handlers
    }

    static let all =
        [version] + DMDSContacts.routes + DMDSMarks.routes + DMDSSends.routes + DMDSBatches.routes
        + DMDSEvents.routes + DMDSCampaigns.routes + DMDSGroups.routes + DMDSVariables.routes

    /// Which version of the API this is (§4).
    private static let version = DMDSRoute("version", handlers: ["GET": { _ in .ok(["version": "1.5"]) }])

    /// - Parameter path: without the version before it.
    /// - Returns: the route, and the fields that the path names.
    static func find(_ path: some Collection<String>) -> (DMDSRoute, named: [String: String])? {
        for route in all {
            for name in route.names where path.starts(with: name) {
                let values = path.dropFirst(name.count)
                if values.count <= route.arguments.count {
                    return (route, Dictionary(uniqueKeysWithValues: zip(route.arguments, values)))
                }
            }
        }
        return nil
    }
}

/// What a call works with: whose it is and what it says.
struct DMDSCall: Sendable {
    let tenant: Tenant
    let fields: DMDSFields
    /// For pages that are sent by their URI.
    let fetch: GuardedFetch
}

extension ServerResponse {
    /// What an answer tells beside its status.
    static func ok(_ members: JSONObject) -> ServerResponse {
        var answer = members
        answer["status"] = "ok"
        return .json(200, answer)
    }
}
