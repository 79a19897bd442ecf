import ServiceCore

/// Reads campaigns page after page: nobody tells how many there are (§5).
struct SMSDropPages: Sendable {
    let client: SMSDropClient

    /// What the platform’s own documentation asks for.
    static let pageLength = 500
    /// The default length, which is given even where the platform gives less than was asked for.
    static let defaultLength = 100

    /// The newest campaigns, at most so many.
    func newest(_ cap: Int) async throws(ServiceError) -> [SMSDropCampaign] {
        var campaigns: [SMSDropCampaign] = []
        try await each(of: min(cap, Self.pageLength)) { page in
            campaigns += page
            return campaigns.count < cap
        }
        return Array(campaigns.prefix(cap))
    }

    /// All campaigns, a page at a time, the newest first.
    ///
    /// - Throws: `.malformedAnswer` where the platform hands over the same full page again.
    func each(
        of length: Int = Self.pageLength, _ take: Gathering<SMSDropCampaign>.Take
    ) async throws(ServiceError) {
        var known: Set<String> = []
        var skip = 0
        let limit = max(length, Self.defaultLength)
        while true {
            let page = try await client.campaigns(skip: skip, limit: limit)
            // A campaign made meanwhile pushes the last of one page to the top of the next.
            var seen = known
            let new = page.filter { seen.insert($0.id).inserted }
            known = Set(page.map(\.id))
            // Rows that nobody can tell apart are no proof that the platform has gone on.
            let isAgain = skip > 0 && new.allSatisfy { ResourceID.isPlaceholder($0.id) }
            // Who gives more than was asked for at once gives all, and the same again.
            if isAgain, page.count > limit { return }
            if isAgain, page.count >= Self.defaultLength { throw endless }
            if isAgain {
                // A short page that comes again is the whole of a list that is not paged; one of odd rows alone is the last.
                if new.count == page.count, !page.isEmpty { _ = try await take(new) }
                return
            }
            skip += page.count
            let isMoreWanted = try await take(new)
            guard isMoreWanted, !Self.isLast(page.count) else { return }
        }
    }

    /// Whether a page of that length ends the list: a server that caps pages below what smsdrop promises does so at a
    /// round number, and then only the next page tells.
    private static func isLast(_ count: Int) -> Bool {
        count < defaultLength && (count == 0 || count % 10 > 0)
    }

    private var endless: ServiceError {
        ServiceError(
            .malformedAnswer, "smsdrop hands over the same page of campaigns again and again.",
            hint: "Try again later; if it stays, the platform has changed its paging.",
            origin: .init(connection: client.connection.name, operation: "campaigns.list"))
    }
}
