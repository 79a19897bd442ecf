import ServiceCore

extension SendClean {
    /// Whose everything here is; asked once, after the first list has come.
    actor Owner {
        private let client: Client
        private var known: String?

        init(_ client: Client) { self.client = client }

        /// The account's user name; empty as long as it cannot be read, which must not hide other rows.
        func username() async -> String {
            if let known { return known }
            guard let detail = try? await client.userDetail(), let email = try? detail["email"].text() else {
                return ""
            }
            known = email
            return email
        }
    }
}

/// The one call on the account (`WIRE.md` §9).
extension SendClean.Client {
    /// One description of the API calls the member `user_details`.
    func userDetail() async throws(ServiceError) -> JSONReader {
        try await read("account.show", "account/viewUserDetail")["user_data", "user_details"]
    }
}
