package import ServiceCore

/// An account that is to be made: its profile and what it starts with.
package struct AccountDraft: Sendable {
    /// Its id is not read.
    package var account: Account
    /// In clear, or `md5-` and 32 hexadecimal digits.
    package var password: Secret
    package var smsCredits = 0
}

/// The secrets of a new account, made before the transaction because hashing takes its time.
struct AccountCredentials: Sendable {
    let password: PasswordHash
    let apiKey: Secret

    init(for draft: AccountDraft, cost: PasswordHash.Cost) throws(ServiceError) {
        password = try PasswordHash(of: draft.password, cost: cost)
        apiKey = NewSecret.apiKey()
    }
}
