import Platform
import SMTP
import ServiceCore

/// A directory whose messages leave this machine, which those of sample data never do.
extension BenchmarkDirectory {
    /// - Parameter contacts: how many the account has, from a list.
    init(contacts: Int, relay: RelayAddress) async throws {
        let made = try await BenchmarkDirectory()
        try await made.addAccount()
        let list = BenchmarkList(path: made.path + "/people.csv")
        try list.write(contacts)
        let intake = try Self.require(made.operations(.contact).intake)
        _ = try await intake.take(list.file, ListOrder(), ListWatch())
        try await made.platform.use(relay)
        // How messages leave follows once the directory is opened anew.
        await made.platform.close()
        self = try await BenchmarkDirectory(at: made.path, transport: .relay(relay) { nil })
    }

    func addAccount() async throws {
        _ = try await platform.addAccount(
            email: Self.account, company: "Acme", phone: "+15550100", password: Secret("benchmark-1"),
            smsCredits: 0, isAdmin: false)
    }
}
