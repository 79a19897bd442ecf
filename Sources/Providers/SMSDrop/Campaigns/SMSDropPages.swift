import ServiceCore

/// Reads campaigns page after page: nobody tells how many there are (§5).
struct SMSDropPages: Sendable {
    let client: SMSDropClient

    /// What the platform’s own documentation asks for.
    static let pageLength = 500
    /// The default length; a shorter page is the last, even where the platform gives less than was asked for.
    static let defaultLength = 100

    /// The newest campaigns, at most so many.
    ///
    /// - Throws: `.malformedAnswer` where the platform hands over the same full page again.
    func newest(_ cap: Int) async throws(ServiceError) -> [SMSDropCampaign] {
        var campaigns: [SMSDropCampaign] = []
        var known: Set<String> = []
        var skip = 0
        while campaigns.count < cap {
            let page = try await client.campaigns(
                skip: skip, limit: min(Self.pageLength, max(cap - skip, Self.defaultLength)))
            // A campaign made meanwhile pushes the last of one page to the top of the next.
            let new = page.filter { known.insert($0.id).inserted }
            campaigns += new
            skip += page.count
            if page.count < Self.defaultLength { break }
            if new.isEmpty { throw endless }
        }
        return Array(campaigns.prefix(cap))
    }

    private var endless: ServiceError {
        ServiceError(
            .malformedAnswer, "smsdrop hands over the same page of campaigns again and again.",
            hint: "Try again later; if it stays, the platform has changed its paging.",
            origin: .init(connection: client.connection.name, operation: "campaigns.list"))
    }
}
