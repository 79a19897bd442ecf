import FoundationEssentials
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
        var account = try await client.profile()
        if let subscription = try await ifOffered(try await client.subscription()) {
            account.oddity = account.oddity ?? subscription.oddity
            account.smsCredits = subscription.credits
            account.subscriptionID = subscription.id
            account.subscribed = subscription.created
        }
        account.leaveEmptyUntold()
        account.leaveEmptyTextsUntold()
        return account
    }
}

/// `GET subscriptions/`, one object in spite of its name (§4).
struct SMSDropSubscription: Sendable, PartlyKnown {
    let id: String
    /// Text messages that may still be sent; nil where that cannot be read.
    let credits: Int?
    let created: Date?
    var oddity: String?

    init(_ row: inout RowReading) {
        id = row.name("id")
        credits = row.count("nbr_sms")
        row.require("nbr_sms")
        created = row.date("created_at")
    }
}
