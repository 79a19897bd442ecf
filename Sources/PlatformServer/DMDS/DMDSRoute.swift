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
        DMDSVersion.routes + DMDSContacts.routes + DMDSMarks.routes + DMDSSends.routes + DMDSBatches.routes
        + DMDSEvents.routes + DMDSCampaigns.routes + DMDSGroups.routes + DMDSVariables.routes

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

extension ServerResponse {
    static func ok(_ payload: some Encodable) -> ServerResponse { .json(200, payload) }
}
