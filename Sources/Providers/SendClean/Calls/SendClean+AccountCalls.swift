import ServiceCore

/// The one call on the account (`WIRE.md` §9).
extension SendClean.Client {
    /// One description of the API calls the member `user_details`.
    func userDetail() async throws(ServiceError) -> JSONReader {
        try await read("account.show", "account/viewUserDetail")["user_data", "user_details"]
    }
}
