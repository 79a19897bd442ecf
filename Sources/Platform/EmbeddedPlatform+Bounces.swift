package import SMTP
package import ServiceCore
import Store

/// What comes back of messages.
extension EmbeddedPlatform {
    /// Takes in a message that came for a bounce's, a complaint's or an unsubscription's address; done when it returns.
    ///
    /// The same message again changes nothing. Any process may do it while another runs the engine.
    ///
    /// - Throws: `.storage` and its kin where nothing could be recorded.
    package func take(_ report: ReceivedReport) async throws(ServiceError) -> ReportOutcome {
        let taking = ReportTaking(
            report: report, key: ReportKey(report, context.vault), rules: context.options.bounces,
            now: context.clock())
        return try await context.store.write { db in try taking.run(in: db) }
    }
}

extension EmbeddedPlatform {
    /// Takes in what is new in a maildir, each message moved when what it tells is committed.
    ///
    /// - Throws: `.storage` and its kin where nothing can be recorded; what was not taken stays where it is.
    package func takeAll(of maildir: Maildir) async throws(ServiceError) -> MaildirTally {
        var tally = MaildirTally()
        for name in try await offCooperativePool({ () throws(ServiceError) in try maildir.waiting() }) {
            if Task.isCancelled { break }
            let entry = await offCooperativePool { maildir.entry(name) }
            if entry == .unreadable { tally.unreadable += 1 }
            guard case .message(let bytes) = entry else { continue }
            let report = await offCooperativePool { ReceivedReport(bytes, to: []) }
            let outcome = try await take(report)
            tally.count(outcome)
            if outcome != .early { await offCooperativePool { maildir.settle(name) } }
        }
        return tally
    }
}

extension EmbeddedPlatform {
    /// What a mail server hands over that relays to it what comes for bounces' addresses: whoever it is for is taken, and
    /// the reply given when what it tells is committed.
    ///
    /// A message is answered 451 where nothing can be recorded now, so that the other server keeps it.
    ///
    /// - Parameter dialect: by SMTP there is one reply for all recipients, so the worst of theirs.
    package func bounceService(_ dialect: MailServerSettings.Dialect) -> MailService {
        MailService { [self] message, _ in
            let report = await offCooperativePool { ReceivedReport(message.bytes, to: []) }
            var replies: [Reply] = []
            for recipient in message.recipients {
                replies.append(await reply(to: report.delivered(to: recipient.text)))
            }
            let refusal = replies.first { $0.code >= 400 }
            return dialect == .smtp ? [refusal].compactMap { $0 } + replies : replies
        }
    }

    private func reply(to report: ReceivedReport) async -> Reply {
        do throws(ServiceError) {
            let outcome = try await take(report)
            return outcome == .early
                ? Reply(451, EnhancedStatus(4, 2, 0), outcome.sentence)
                : Reply(250, EnhancedStatus(2, 0, 0), outcome.sentence)
        } catch {
            return Reply(451, EnhancedStatus(4, 3, 0), error.message)
        }
    }
}
