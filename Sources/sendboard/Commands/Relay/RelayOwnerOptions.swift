import ArgumentParser
import Platform
import ServiceCore

/// Whose relay is meant: the data directory's, where neither is given.
struct RelayOwnerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Of one of an account's sending domains alone.", valueName: "name"))
    var domain: String?

    @Option(
        help: ArgumentHelp(
            "Of this account's senders alone; with --domain whose domain it is.", valueName: "name"))
    var account: String?

    /// Nil for the data directory itself.
    var owner: RelayOwner? {
        domain.map { .domain($0, account: account) } ?? account.map { .account($0) }
    }
}

extension RelayOwner {
    /// The relay that it names for itself.
    ///
    /// - Throws: `.notFound` where it names none.
    func relay(in platform: EmbeddedPlatform) async throws(ServiceError) -> String {
        if let setting = try await platform.relay(of: self) { return setting.url }
        throw ServiceError(
            .notFound, "\(words) names no relay of its own.",
            hint: "sendboard relay use smtp://host:587 \(option) --yes host")
    }
}
