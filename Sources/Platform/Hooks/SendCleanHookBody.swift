import Foundation
import Store

/// The JSON that a hook is posted: one event, by the names that receivers written for SendClean read.
///
/// The event's own fields, and once more as the one element of `SendCleantes_events`, the list that such receivers
/// walk through.
///
/// - Source: the provider documents the header and the answer alone; `_id`, `user_id`, `smtp_name`, `x_unique_id`,
///   `ts`, `msg`, `event` and the list are what public receivers of its posts read. What `msg` holds goes by
///   `getMessageInfo` (`Providers/SendClean/WIRE.md` §8).
struct SendCleanHookBody: Encodable {
    private let event: Event

    init(_ event: HookEvent) { self.event = Event(event) }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode([event], forKey: .events)
    }

    private enum Key: String, CodingKey {
        case events = "SendCleantes_events"
    }

    private struct Event: Encodable {
        let _id: String
        let event: String
        /// Seconds since 1970.
        let ts: Int
        let user_id: String
        let smtp_name: String
        let x_unique_id: String
        let email: String
        let msg: Message

        init(_ event: HookEvent) {
            let word = event.kind.hookWord ?? ""
            _id = String(event.id)
            self.event = word
            ts = Int(event.at.timeIntervalSince1970)
            user_id = event.message.owner
            smtp_name = event.message.smtpUser
            x_unique_id = event.message.uniqueID
            email = event.address
            msg = Message(
                email: event.address, sender: event.message.sender, subject: event.message.subject,
                status: word, time: event.at.storedTime, reply: event.detail.text ?? "",
                rule: event.detail.rule ?? "")
        }
    }

    private struct Message: Encodable {
        let email: String
        let sender: String
        let subject: String
        let status: String
        /// Milliseconds since 1970, as `getMessageInfo` has it.
        let time: Int64
        let reply: String
        let rule: String
    }
}
