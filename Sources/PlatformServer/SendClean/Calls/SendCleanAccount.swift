import Platform
import ServiceCore

/// The one call on the account itself (`Providers/SendClean/WIRE.md` §9).
enum SendCleanAccount {
    static let calls: [String: SendCleanCall] = ["account/viewUserDetail": .post(detail)]

    private static func detail(
        _ tenant: Tenant, _: SendCleanParameters
    ) async throws(ServiceError) -> Answer {
        Answer(user: User(try await tenant.standing()))
    }

    private struct Answer: Encodable {
        let status = "success"
        let user: User

        enum CodingKeys: String, CodingKey {
            case status
            case user = "user_data"
        }
    }

    private struct User: Encodable {
        let name: String
        let email: String
        /// A number: its digits without plus or blanks.
        let mobile: Int
        let created: Int
        let allowedSpeed: Int
        let reputation: String

        init(_ standing: TenantStanding) {
            name = standing.name
            email = standing.email
            mobile = Int(standing.phone.filter { $0.isASCII && $0.isNumber }) ?? 0
            created = SendCleanForm.seconds(standing.created)
            allowedSpeed = standing.allowedSpeed
            reputation = "\(standing.reputation)%"
        }

        enum CodingKeys: String, CodingKey {
            case name, email, mobile, reputation
            case created = "create_date"
            case allowedSpeed = "allowed_speed"
        }
    }
}
