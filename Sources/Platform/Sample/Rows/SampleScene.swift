import Mail
import ServiceCore
import Store

/// What every part of the sample data is written with: the customers, the present, and made-up but stable secrets.
struct SampleScene: Sendable {
    /// The accounts' ids in the order of `SampleAccounts.list`.
    let accounts: [Int64]
    let seed: Int
    let now: Int64
    let vault: Vault

    static let day: Int64 = 86_400_000
    static let hour: Int64 = 3_600_000
    /// Before this long ago is what is written as rows; what has been since is played.
    static let past = 50 * day

    /// The customers by their place in `SampleAccounts.list`.
    enum Customer: Int, CaseIterable {
        case acme, bluebird, citrus, delta, ember, sendboard, fjord
    }
}

extension SampleScene {
    /// The scene of a sample that has been made.
    init(_ history: SampleHistory, vault: Vault, in db: ReadTransaction) throws {
        let accounts = try SampleAccounts.list.map { account in
            try Int64.fetchOne(db, "SELECT id FROM account WHERE username = \(account.username)") ?? 0
        }
        self.init(accounts: accounts, seed: history.seed, now: history.now, vault: vault)
    }

    func id(_ customer: Customer) -> Int64 { accounts[customer.rawValue] }

    func ago(days: Double) -> Int64 { now - Int64(days * Double(Self.day)) }

    /// Some time in the working hours of a day that long ago; what is not a day ago is taken as it is.
    func workday(_ days: Double, _ place: String) -> Int64 {
        let time = ago(days: days)
        guard days >= 1 else { return time }
        return time / Self.day * Self.day + 8 * Self.hour + Int64(number(place) % UInt64(9 * Self.hour))
    }

    /// The same text for the same seed and place.
    func token(_ place: String) -> String { String(number(place), radix: 36) }

    /// A number of 20 digits, as long as webhooks have them.
    func digits(_ place: String) -> String {
        "1\(number(place) % 9_000_000_000_000_000_000 + 1_000_000_000_000_000_000)"
    }

    /// A version 4 UUID that is the same for the same seed and place.
    func uuid(_ place: String) -> String {
        let digits = [number(place), number(place + "#")].map { String($0, radix: 16) }
            .map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
        let parts = [digits.prefix(8), digits.dropFirst(8).prefix(4), "4" + digits.dropFirst(13).prefix(3)]
        let rest = digits.dropFirst(16)
        return (parts + ["8" + rest.dropFirst().prefix(3), rest.dropFirst(4)]).joined(separator: "-")
    }

    private func number(_ place: String) -> UInt64 {
        place.utf8.reduce(SeededRandom.mix(UInt64(bitPattern: Int64(seed)))) {
            SeededRandom.mix($0 ^ UInt64($1))
        }
    }
}
