package import FoundationEssentials
import ServiceCore
import Store

/// One account as its own platform: it sees and changes its own rows and no others.
package struct Tenant: Sendable {
    /// The row's id in the table of accounts.
    package let id: Int64
    package let username: String
    /// The word by which SendClean and DMDS name the account.
    package let ownerID: String
    /// Whether it may list, make and delete accounts.
    package let isAdmin: Bool
    /// What it does stands in the audit trail under its name.
    let context: PlatformContext

    init(_ context: PlatformContext, _ row: SQLRow) {
        id = row["id"]
        username = row["username"]
        ownerID = row["short_name"]
        isAdmin = row["is_admin"]
        self.context = context.acting(as: "\(row["username"] as String)@\(context.options.who)")
    }

    package var clock: @Sendable () -> Date { context.clock }
}
