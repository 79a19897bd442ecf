import ServiceCore

extension SendClean {
    /// The one account that the token belongs to; it can be read and nothing else.
    struct Accounts: SendCleanRowKind {
        let context: Context

        func operations() -> ResourceOperations<Account> {
            ResourceOperations(
                list: listing(sort: RowOrder("username")),
                find: { key async throws(ServiceError) in try await find(key) })
        }

        func all() async throws(ServiceError) -> [Account] {
            [try await owner()]
        }

        /// Shows that platform and credentials are right, in a few words.
        func proof() async throws(ServiceError) -> String {
            guard let owner = try await toldOwner() else {
                _ = try await context.client.listSMTPUsers()
                return "account not told"
            }
            let percent = owner.reputation.flatMap { Int(exactly: $0.rounded()) }
            return owner.username + (percent.map { ", reputation \($0) %" } ?? "")
        }

        /// Nil where the platform does not tell whose the token is, which makes the token no worse.
        private func toldOwner() async throws(ServiceError) -> Account? {
            do throws(ServiceError) {
                let told = try await ifOffered(try await owner())
                return told?.id.isReadable == true ? told : nil
            } catch {
                guard error.code == .malformedAnswer else { throw error }
                return nil
            }
        }

        private func owner() async throws(ServiceError) -> Account {
            try await context.client.userDetail().row { row in
                Account(sendClean: &row) { context.id(.account, $0) }
            }
        }
    }
}
