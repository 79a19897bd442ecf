import ServiceCore

/// The account that a demo's hosted connections log in with; one account has four faces.
struct DemoAccount: Codable, Sendable {
    let username: String
    let ownerID: String
    let apiKey: String
    let password: String

    enum CodingKeys: String, CodingKey {
        case username, password
        case ownerID = "owner_id"
        case apiKey = "api_key"
    }

    /// A credential by the name that a platform gives it.
    func credential(_ name: String) throws(ServiceError) -> Secret {
        switch name {
        case "api-key", "token": Secret(apiKey)
        case "owner-id": Secret(ownerID)
        case "email": Secret(username)
        case "password": Secret(password)
        default: throw ServiceError(.unauthorized, "The demo's server knows no \(name).")
        }
    }
}
