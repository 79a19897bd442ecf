import Store

/// From which addresses an account sends where nobody has approved single senders.
struct AccountSenders {
    let db: ReadTransaction
    let account: Int64

    /// Where neither a campaign nor a call names a sender: the account's first approved one, else its own address.
    func standard() throws -> String {
        try String.fetchOne(
            db,
            cached: """
                SELECT coalesce((SELECT coalesce(written, address) FROM sender WHERE account = a.id
                AND status = 'ready'
                ORDER BY id LIMIT 1), a.username) FROM account a WHERE a.id = \(account)
                """) ?? ""
    }
}
