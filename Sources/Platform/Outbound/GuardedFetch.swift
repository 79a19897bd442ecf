package import ServiceCore

/// Gets and posts at URLs that others chose: bounded in time and size, and never into private networks.
///
/// Each hop's host is resolved here, refused where it is at no public address, and connected to at the very address
/// that was checked; the name is not resolved again. Redirects are followed by hand, at most five.
///
/// ```swift
/// let page = try await context.fetch.get("https://shop.example/offer.html", limit: 1 << 20)
/// ```
package struct GuardedFetch: Sendable {
    private static let mostRedirects = 5

    private let resolver: DNSResolver
    private let admits: @Sendable (HostAddress) -> Bool
    private let timeLimit: Duration
    private let clients = FetchClients()

    /// - Parameters:
    ///   - allowsPrivateTargets: admits every address; for rehearsals on one's own machine.
    ///   - dnsServer: `host:port`, several with commas between; nil asks the system's resolvers.
    ///   - timeLimit: for a whole fetch, look-ups and redirects included.
    package init(
        allowsPrivateTargets: Bool, dnsServer: String? = nil, timeLimit: Duration = .seconds(10)
    ) {
        self.init(dnsServer: dnsServer, timeLimit: timeLimit) { allowsPrivateTargets || $0.isPublic }
    }

    init(
        dnsServer: String?, timeLimit: Duration = .seconds(10),
        admitting admits: @escaping @Sendable (HostAddress) -> Bool
    ) {
        resolver = DNSResolver(server: dnsServer, timeLimit: min(timeLimit, .seconds(5)))
        self.admits = admits
        self.timeLimit = timeLimit
    }

    /// Reads what is at a URL, whatever the status of the answer.
    ///
    /// - Parameters:
    ///   - limit: the bytes that the answer may have.
    ///   - isCut: leaves what is beyond the limit unread instead.
    /// - Throws: `.invalid` for what is no http or https URL; `.refused` for a private address; `.unreachable`,
    ///   `.timedOut`; `.malformedAnswer` for an answer that is too long or points on and on.
    package func get(
        _ url: String, limit: Int, headers: [(name: String, value: String)] = [], isCut: Bool = false
    ) async throws(ServiceError) -> FetchAnswer {
        try await bounded(
            FetchRequest(
                method: .get, target: try FetchTarget(url), headers: headers, limit: limit, isCut: isCut))
    }

    /// Posts a body; redirects are posted to in turn, but after 303.
    ///
    /// - Parameter limit: the bytes of the answer that are read; the rest is left.
    /// - Throws: as `get` does.
    package func post(
        _ url: String, body: [UInt8], type: String, headers: [(name: String, value: String)] = [],
        limit: Int = 4096
    ) async throws(ServiceError) -> FetchAnswer {
        try await bounded(
            FetchRequest(
                method: .post, target: try FetchTarget(url), headers: [("content-type", type)] + headers,
                body: body, limit: limit, isCut: true))
    }

    /// The fetch against the clock: whichever ends first ends the other.
    private func bounded(_ request: FetchRequest) async throws(ServiceError) -> FetchAnswer {
        let result = await withTaskGroup(of: Result<FetchAnswer, ServiceError>?.self) { group in
            group.addTask { await follow(request) }
            group.addTask {
                do { try await Task.sleep(for: timeLimit) } catch { return nil }
                let seconds = timeLimit.components.seconds
                return .failure(
                    ServiceError(.timedOut, "\(request.target.host) did not answer within \(seconds) s."))
            }
            defer { group.cancelAll() }
            while let result = await group.next() { if let result { return result } }
            return .failure(FetchFault.cancelled(request.target.host))
        }
        return try result.get()
    }

    private func follow(_ first: FetchRequest) async -> Result<FetchAnswer, ServiceError> {
        var request = first
        do throws(ServiceError) {
            for _ in 0...Self.mostRedirects {
                let answer = try await hop(request)
                guard let next = try request.following(answer) else { return .success(answer) }
                request = next
            }
        } catch {
            return .failure(error)
        }
        let host = first.target.host
        return .failure(
            ServiceError(.malformedAnswer, "\(host) points on more than \(Self.mostRedirects) times."))
    }

    /// Tries the host's addresses in turn until one takes the connection.
    private func hop(_ request: FetchRequest) async throws(ServiceError) -> FetchAnswer {
        let host = request.target.host
        var failure: any Error = CancellationError()
        for address in try await addresses(of: host) {
            do {
                return try await clients.client(for: host, at: address).exchange(request)
            } catch {
                failure = error
                if !FetchFault.isUnconnected(error) { break }
            }
        }
        throw FetchFault.meaning(of: failure, request)
    }

    /// - Returns: never none; those that may not be connected to are left out.
    private func addresses(of host: String) async throws(ServiceError) -> [HostAddress] {
        let found = try await resolved(host)
        let admitted = found.filter(admits)
        guard admitted.isEmpty else { return admitted }
        let places = found.map(\.text).joined(separator: ", ")
        throw ServiceError(
            .refused, "\(host) is at \(places), which is no address of the public internet.",
            hint: "Start serve with --allow-private-targets to reach it.")
    }

    private func resolved(_ host: String) async throws(ServiceError) -> [HostAddress] {
        if let literal = HostAddress(host) { return [literal] }
        switch await resolver.addresses(of: host) {
        case .records(let texts): return texts.compactMap { HostAddress($0) }
        case .noSuchName, .noData: throw ServiceError(.unreachable, "\(host) is not known to the DNS.")
        case .couldNotCheck(let reason):
            throw ServiceError(.unreachable, "The address of \(host) could not be looked up: \(reason).")
        }
    }
}
