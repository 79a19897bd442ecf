import FoundationEssentials
import Logging
import ServiceCore
import Store

/// Answers whoever fetches a pixel, follows a link or wants no more messages, and records it.
///
/// A GET or a HEAD never ends a subscription: scanners of mail follow every link.
///
/// - Source: RFC 8058 for the POST.
package final class TrackingDesk: Sendable {
    private let context: PlatformContext
    private let hosts: TrackingHosts
    private let queue: VisitQueue
    private let logger = Logger(label: "sendboard.tracking")

    /// What its events name as their source.
    static let source = "tracking"

    init(_ context: PlatformContext, _ limits: VisitQueue.Limits = VisitQueue.Limits()) {
        let hosts = TrackingHosts(context.store)
        self.context = context
        self.hosts = hosts
        queue = VisitQueue(limits) {
            [store = context.store, clock = context.clock] visits throws(ServiceError) in
            try await store.write { db in
                var work = DeliveryTransaction(db, now: clock(), source: Self.source)
                let known = try visits.compactMap { try work.record($0, hosts) }
                try work.finish()
                for campaign in Set(known) { try Unknowns.tell(campaign, in: db) }
            }
        }
    }

    /// Waits until what was seen is written.
    package func close() async { await queue.close() }

    package func answer(_ request: TrackingRequest) async -> TrackingAnswer {
        do throws(ServiceError) {
            let host = TrackingHosts.name(request.host)
            guard let kind = TrackingPath.allCases.first(where: { request.path.hasPrefix($0.rawValue) })
            else { return .notFound }
            let token = TrackingLinks.token(ofPath: request.path, by: context.vault)
            let answer = try await answer(kind, token, host, request)
            return answer == .notFound ? try await ofGoneSender(kind, token) ?? .notFound : answer
        } catch {
            logger.warning("a link could not be answered: \(error.message)")
            return .unavailable
        }
    }

    private func answer(
        _ kind: TrackingPath, _ token: MailToken?, _ host: String, _ request: TrackingRequest
    ) async throws(ServiceError) -> TrackingAnswer {
        guard try await hosts.serves(host) else { return .notFound }
        return switch kind {
        case .open: pixel(token, host, request)
        case .click: try await click(token, host, request)
        case .unsubscribe: try await page(token, host, request)
        }
    }

    /// What a link says whose sender was deleted, also under the sender's own name, which went with it: the token proves that
    /// the message was one of this directory, and nothing else of it is known.
    private func ofGoneSender(
        _ kind: TrackingPath, _ token: MailToken?
    ) async throws(ServiceError) -> TrackingAnswer? {
        guard kind != .open, let token,
            try await context.store.read({ db in try GoneSenders.had(token.delivery, in: db) })
        else { return nil }
        return kind == .click ? .gone : .page(SubscriptionPage(notice: .senderGone))
    }

    private static let readMethods = ["GET", "HEAD"]

    /// Always the same, whatever the token says, so that nobody learns which ones are right.
    private func pixel(_ token: MailToken?, _ host: String, _ request: TrackingRequest) -> TrackingAnswer {
        guard Self.readMethods.contains(request.method) else { return .notAllowed("GET, HEAD") }
        if let token { note(token, host, request) }
        return .pixel
    }

    private func click(
        _ token: MailToken?, _ host: String, _ request: TrackingRequest
    ) async throws(ServiceError) -> TrackingAnswer {
        guard Self.readMethods.contains(request.method) else { return .notAllowed("GET, HEAD") }
        guard let token else { return .notFound }
        let url = try await context.store.read { [hosts] db in
            try LinkTarget.url(of: token, on: host, hosts, in: db)
        }
        guard let url else { return .notFound }
        note(token, host, request)
        return .redirect(url)
    }

    private func note(_ token: MailToken, _ host: String, _ request: TrackingRequest) {
        if request.isHead { return }
        queue.add(
            TrackingVisit(
                token: token, host: host, origin: request.origin, isPrefetch: request.isPrefetch,
                time: context.clock()))
    }

    private func page(
        _ token: MailToken?, _ host: String, _ request: TrackingRequest
    ) async throws(ServiceError) -> TrackingAnswer {
        guard Self.readMethods.contains(request.method) || request.method == "POST" else {
            return .notAllowed("GET, HEAD, POST")
        }
        guard let token else { return .notFound }
        guard request.method == "POST" else {
            return try await context.store.read { [hosts] db in
                guard let subscription = try Subscriptions(token, in: db),
                    try hosts.serves(host, account: subscription.person.account, in: db)
                else { return .notFound }
                return .page(try subscription.page())
            }
        }
        guard let wish = SubscriptionWish(request) else { return .notUnderstood }
        let (now, origin) = (context.clock(), request.origin)
        // Written before it is answered.
        return try await context.store.write { [hosts] db in
            guard let subscription = try Subscriptions(token, in: db),
                try hosts.serves(host, account: subscription.person.account, in: db)
            else { return .notFound }
            if subscription.person.isErased { return .page(try subscription.page()) }
            var work = DeliveryTransaction(db, now: now, source: Self.source)
            let notice = try wish.carryOut(subscription, from: origin, &work)
            try work.finish()
            if subscription.row?.state == .unknown { try Unknowns.tell(subscription.row?.campaign, in: db) }
            return .page(try subscription.page(notice))
        }
    }
}
