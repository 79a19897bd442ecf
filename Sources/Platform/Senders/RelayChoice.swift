import ServiceCore
import Store

/// Which relay an account's e-mail leaves through: its sending domain's own, else the account's own, else the directory's.
///
/// It is asked when a message is queued, and stands with its submission from then on.
enum RelayChoice {
    /// - Parameter sender: an address of the account's.
    /// - Returns: an `OwnRelay`'s id, nil for the directory's.
    static func relay(of sender: String, account: Int64, in db: ReadTransaction) throws -> Int64? {
        let name = MailAddress.domain(of: sender)
        return try Int64.fetchOne(
            db,
            cached: """
                SELECT coalesce((SELECT relay FROM sending_domain WHERE account = account.id AND name = \(name)),
                relay) FROM account WHERE id = \(account)
                """)
    }

    /// The way of a channel's messages of a sender.
    static func way(
        _ channel: Channel, of sender: String, account: Int64, in db: ReadTransaction
    ) throws -> MessageWay {
        MessageWay(
            channel, relay: channel == .email ? try relay(of: sender, account: account, in: db) : nil)
    }
}
