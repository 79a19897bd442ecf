import Foundation
import Platform
import SMTP
import ServiceCore
import Synchronization

/// Takes what the platform's SMTP users and API campaigns submit; a message is answered once it is on the disk.
final class SubmissionService: Sendable {
    private let submissions: SMTPSubmissions
    private let throttle: LoginThrottle
    private let turns = LoginTurns()
    private let name: String
    private let clock: @Sendable () -> Date
    /// Who clients on this machine are that do not log in; nil takes nothing from them.
    private let localUser: String?
    /// Who each open session logged in as.
    private let submitters = Mutex<[Int: SMTPSubmitter]>([:])
    /// Whenever somebody who is here may have been barred.
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    /// Between two looks at who is barred.
    private static let rest = Duration.milliseconds(200)

    /// - Parameter name: this server's, for the field that says how a message came.
    init(_ platform: EmbeddedPlatform, throttle: LoginThrottle, name: String, localUser: String?) {
        submissions = SMTPSubmissions(platform.context)
        clock = platform.context.clock
        self.throttle = throttle
        self.name = name
        self.localUser = localUser
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var service: MailService {
        var service = MailService { message, session in [await self.take(message, session)] }
        service.logIn = { attempt, session in await self.logIn(attempt, session) }
        service.sender = { sender, session in await self.check(sender, session) }
        service.recipient = { address, _ in Self.check(address) }
        service.ended = { session in self.submitters.withLock { $0[session.id] = nil } }
        return service
    }

    private func logIn(_ attempt: LoginAttempt, _ session: ServedSession) async -> Reply {
        var found: Result<SMTPSubmitter?, ServiceError> = .success(nil)
        let caller = ClientAddress.caller(peer: session.peer, forwarded: [], trusting: [])
        let verdict = await turns.take(attempt.user, from: caller) {
            await throttle.check(attempt.user, from: caller) {
                found = await Result { () async throws(ServiceError) in
                    try await submissions.logIn(attempt.user, password: Secret(attempt.password))
                }
                // What could not be asked is no guess.
                return (try? found.get()) != .some(nil)
            }
        }
        if case .later = verdict {
            return Reply(454, EnhancedStatus(4, 7, 0), "Too many wrong passwords; try again later")
        }
        do throws(ServiceError) {
            guard let submitter = try found.get() else {
                return Reply(535, EnhancedStatus(5, 7, 8), "The name or the password is wrong")
            }
            note(submitter, session)
            return .loggedIn
        } catch {
            return error.reply
        }
    }

    private func check(_ sender: ReceivedSender, _ session: ServedSession) async -> Reply {
        guard sender.address != .none else {
            return Reply(550, EnhancedStatus(5, 7, 1), "A message needs a sender here")
        }
        do throws(ServiceError) {
            guard let submitter = try await submitter(session) else {
                return Reply(530, EnhancedStatus(5, 7, 0), "Log in first")
            }
            try await submissions.check(sender: sender.address.text, by: submitter)
            return .senderTaken
        } catch {
            return error.reply
        }
    }

    /// Whether somebody may be sent to is decided as the message is queued, and told in activity.
    private static func check(_ address: EnvelopeAddress) -> Reply {
        AddressRules.isUsable(email: address.text)
            ? .recipientTaken
            : Reply(553, EnhancedStatus(5, 1, 3), "Nothing can be sent to this address")
    }

    private func take(_ message: ReceivedMessage, _ session: ServedSession) async -> Reply {
        do throws(ServiceError) {
            guard let submitter = try await submitter(session) else {
                return Reply(530, EnhancedStatus(5, 7, 0), "Log in first")
            }
            let hop = TraceField.received(session, message, by: name, at: clock())
            let submitted = try SubmittedMessage(message, hop: hop)
            let receipt = try await submissions.submit(
                submitted.draft, senders: submitted.senders + [message.sender.address.text], by: submitter)
            let words =
                receipt.accepted > 0
                ? "Queued as \(receipt.batch)" : "Taken as \(receipt.batch); nobody of it is sent to"
            return Reply(250, EnhancedStatus(2, 0, 0), words)
        } catch {
            return error.reply
        }
    }

    private func submitter(_ session: ServedSession) async throws(ServiceError) -> SMTPSubmitter? {
        if let known = submitters.withLock({ $0[session.id] }) { return known }
        guard session.user == nil, session.isLocal, let localUser else { return nil }
        guard let submitter = try await submissions.submitter(named: localUser) else { return nil }
        note(submitter, session)
        return submitter
    }

    /// Looked at once more: it may have been barred while it logged in.
    private func note(_ submitter: SMTPSubmitter, _ session: ServedSession) {
        submitters.withLock { $0[session.id] = submitter }
        wake.yield()
    }
}

extension SubmissionService {
    /// Ends the sessions of those who are barred while they are here, idle ones too, until the task is cancelled.
    ///
    /// Who was barred when it logged in is told for good at its first message instead: a 421 would have it come again.
    func endBarred(_ end: @Sendable (Int, Reply) -> Void) async {
        async let _ = heedChanges()
        for await _ in wakes {
            let open = submitters.withLock { $0.filter { !$0.value.isBarred } }
            if !open.isEmpty {
                do throws(ServiceError) {
                    let bars = try await submissions.bars(to: Set(open.values))
                    for (id, submitter) in open {
                        if let why = bars[submitter] { end(id, Reply(421, EnhancedStatus(4, 7, 0), why)) }
                    }
                } catch {
                    // Nothing can be submitted meanwhile either; it is asked again.
                    wake.yield()
                }
            }
            try? await Task.sleep(for: Self.rest)
        }
    }

    private func heedChanges() async {
        for await _ in submissions.changes() { wake.yield() }
    }
}
