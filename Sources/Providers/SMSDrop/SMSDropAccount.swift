import ServiceCore

/// The one account that a connection logs in as, with the credits of its subscription (§4).
struct SMSDropAccount: Sendable {
    let client: SMSDropClient

    var operations: ResourceOperations<Account> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("username"),
                Gathering { _ async throws(ServiceError) in [try await account()] }),
            find: { key async throws(ServiceError) in
                let account = try await account()
                return [account.id.native, account.username].contains(key) ? account : nil
            })
    }

    private func account() async throws(ServiceError) -> Account {
        let profile = try await client.profile()
        let subscription = try await ifOffered(try await client.subscription())
        var account = Account.untold(
            ResourceID(client.connection, .account, profile.id), username: profile.email)
        account.oddity = profile.oddity ?? subscription?.oddity
        account.isActive = profile.isActive
        account.isVerified = profile.isVerified
        account.isAdmin = profile.isSuperuser
        if let subscription {
            account.smsCredits = subscription.credits
            account.subscriptionID = subscription.id
            account.subscribed = subscription.created
        }
        account.leaveEmptyUntold()
        account.leaveEmptyTextsUntold()
        return account
    }
}
