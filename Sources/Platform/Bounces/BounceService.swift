import Foundation
package import SMTP
import ServiceCore
import Store

extension EmbeddedPlatform {
    /// What a mail server hands over that relays to it what comes for bounces' addresses: whoever it is for is taken, and
    /// the reply given when what it tells is committed.
    ///
    /// A message is answered 451 where nothing can be recorded now, so that the other server keeps it.
    ///
    /// - Parameter dialect: by SMTP there is one reply for all recipients, so the worst of theirs.
    package func bounceService(_ dialect: MailServerSettings.Dialect) -> MailService {
        MailService { [self] message, _ in
            var replies: [Reply] = []
            for recipient in message.recipients {
                replies.append(await reply(to: message.bytes, for: recipient.text))
            }
            let refusal = replies.first { $0.code >= 400 }
            return dialect == .smtp ? [refusal].compactMap { $0 } + replies : replies
        }
    }

    private func reply(to message: [UInt8], for recipient: String) async -> Reply {
        do throws(ServiceError) {
            let report = await offCooperativePool { ReceivedReport(message, to: [recipient]) }
            let outcome = try await take(report)
            return outcome == .early
                ? Reply(451, EnhancedStatus(4, 2, 0), outcome.sentence)
                : Reply(250, EnhancedStatus(2, 0, 0), outcome.sentence)
        } catch {
            return Reply(451, EnhancedStatus(4, 3, 0), error.message)
        }
    }
}
