import FoundationEssentials
package import ServiceCore
import Store

/// Messages that come by SMTP: who may submit them, and how they are queued.
///
/// Their failures by code: `.unauthorized` for who may not log in any more; `.refused` and `.quotaExhausted` for who may not
/// send, with `RoomAgain` where that ends by itself; `.forbidden` for a sender that is not the submitter's; `.invalid` for what
/// is no message. Any other means that nothing can be stored now.
package struct SMTPSubmissions: Sendable {
    /// What batches and events name as where such a message came from.
    static let source = "smtp"

    private let context: PlatformContext

    package init(_ context: PlatformContext) { self.context = context }

    /// Who has this name and password; nil where nobody has.
    package func logIn(_ name: String, password: Secret) async throws(ServiceError) -> SMTPSubmitter? {
        guard let submitter = try await submitter(named: name) else {
            _ = Self.decoy.matches(password.reveal())
            return nil
        }
        let right = submitter.password(context.vault) ?? Self.decoy
        return right.matches(password.reveal()) && right != Self.decoy ? submitter : nil
    }

    private static let decoy = NewSecret.password()

    /// Who has this name, whatever the password.
    package func submitter(named name: String) async throws(ServiceError) -> SMTPSubmitter? {
        let now = context.clock()
        return try await context.store.read { db in
            guard var found = try SMTPSubmitter.find(name, in: db) else { return nil }
            found.isBarred = try Self.bar(to: found, at: now, in: db) != nil
            return found
        }
    }

    /// Those who may send nothing any more until a person changes that, each with why as a sentence; what ends by itself,
    /// such as an hour's limit, bars nobody.
    package func bars(
        to submitters: Set<SMTPSubmitter>
    ) async throws(ServiceError) -> [SMTPSubmitter: String] {
        let now = context.clock()
        return try await context.store.read { db in
            try submitters.reduce(into: [:]) { $0[$1] = try Self.bar(to: $1, at: now, in: db) }
        }
    }

    /// An element whenever somebody may be barred who was not.
    package func changes() -> AsyncStream<Void> {
        let source = context.store.changes()
        return .newest { continuation in
            for await change in source where change.touches(["smtp_user", "account", "campaign"]) {
                continuation.yield()
            }
        }
    }

    /// Asks whether a message of this sender would be taken now.
    package func check(sender: String, by submitter: SMTPSubmitter) async throws(ServiceError) {
        let now = context.clock()
        try await context.store.read { db in
            try Self.standing(of: submitter, at: now, in: db)
            try Self.checkSenders([sender], of: submitter, in: db)
        }
    }

    /// Queues a message, all of it or nothing; who may not be sent to becomes a row that is not sent.
    ///
    /// - Parameter senders: every address that it says to be from.
    package func submit(
        _ draft: MailDraft, senders: [String], by submitter: SMTPSubmitter
    ) async throws(ServiceError) -> MailReceipt {
        var draft = draft
        draft.source = Self.source
        draft.requiresApprovedSender = submitter.requiresApprovedSender
        if case .campaign(let id) = submitter.door { draft.campaign = context.id(.campaign, id) }
        let mail = try PreparedMail(draft)
        let clock = context.clock
        return try await context.store.write { db in
            let now = clock()
            let user = try Self.standing(of: submitter, at: now, in: db)
            try Self.checkSenders(senders, of: submitter, in: db)
            return try mail.counting(for: user).submit(for: submitter.account, at: now, in: db)
        }
    }

    /// The SMTP user whose limits count, where nothing keeps its messages from being taken.
    @discardableResult
    private static func standing(
        of submitter: SMTPSubmitter, at now: Date, in db: ReadTransaction
    ) throws -> String? {
        guard let (user, way) = try way(of: submitter, at: now, in: db) else {
            throw ServiceError(.unauthorized, anotherNow(submitter))
        }
        guard let hold = SendRules.hold(way.withoutEngine) else { return user }
        var error = ServiceError(.refused, hold.sentence, hint: hold.advice)
        error.note(hold.until.map(RoomAgain.init))
        throw error
    }

    private static func bar(
        to submitter: SMTPSubmitter, at now: Date, in db: ReadTransaction
    ) throws -> String? {
        do {
            guard let (_, way) = try way(of: submitter, at: now, in: db) else { return anotherNow(submitter) }
            return SendRule.accountDisabled.hold(way)?.sentence
        } catch let error as ServiceError where error.code == .refused {
            return error.message
        }
    }

    private static func anotherNow(_ submitter: SMTPSubmitter) -> String {
        "\(submitter.name) or its password is another now."
    }

    /// The SMTP user whose limits count, and the way of its messages; nil where who logged in is somebody else now.
    ///
    /// - Throws: `.refused` where that user is gone or disabled.
    private static func way(
        of submitter: SMTPSubmitter, at now: Date, in db: ReadTransaction
    ) throws -> (user: String?, way: SendWay)? {
        let current = try SMTPSubmitter.find(submitter.name, in: db)
        guard submitter.isSame(as: current), let current else { return nil }
        let user = try current.user.map { try SMTPUserRoom($0, account: current.account, in: db) }
        let way = try SendWay.of(
            account: current.account, smtpUser: user?.id, channel: .email, at: now, in: db)
        return (current.user, way)
    }

    private static func checkSenders(
        _ senders: [String], of submitter: SMTPSubmitter, in db: ReadTransaction
    ) throws {
        for sender in senders {
            var message = FrozenMessage(from: sender)
            message.senderRule = submitter.requiresApprovedSender ? nil : .onceDomainsAreChecked
            guard try SenderFacts.allows(message, .email, account: submitter.account, in: db) else {
                throw ServiceError(
                    .forbidden, "\(sender) is not an approved sender of the account.",
                    hint: "Approve it in Senders, or check its domain.")
            }
        }
    }
}

extension SendWay {
    /// What the engine is held for keeps messages waiting, but none from being taken.
    fileprivate var withoutEngine: SendWay {
        var way = self
        way.engine = nil
        return way
    }
}
