import Platform

/// What `messages/getMessageInfo` answers: an item for each recipient (`Providers/SendClean/WIRE.md` §8).
struct SendCleanMessageInfo: Encodable {
    let status = "success"
    let items: [Item]

    enum CodingKeys: String, CodingKey {
        case status
        case items = "message_data"
    }

    struct Item: Encodable {
        let subject: String
        let sender: String
        let email: String
        /// The machine that the message left from; none ever leaves a sandbox's.
        let sendFrom = "127.0.0.1"
        let mailSize: Int
        let attchSize: Int
        let status: String
        let time: Int
        let open: Int
        let openData: Visits
        let click: Int
        let clickData: Visits

        init(_ fate: MessageFate) {
            subject = fate.subject
            sender = fate.sender
            email = fate.address
            mailSize = fate.size
            attchSize = fate.attachmentSize
            status = Self.word(fate.outcome)
            time = SendCleanForm.milliseconds(fate.time)
            open = fate.opens.count
            openData = Visits(fate.opens)
            click = fate.clicks.count
            clickData = Visits(fate.clicks)
        }

        private static func word(_ outcome: MessageFate.Outcome) -> String {
            switch outcome {
            case .sent: "send"
            case .delivered: "delivered"
            case .softBounce: "soft_bounce"
            case .hardBounce: "hard_bounce"
            case .complaint: "spam"
            case .open: "open"
            case .click: "click"
            }
        }
    }

    /// Three lists of one length: the n-th visit is the n-th item of each.
    struct Visits: Encodable {
        let ip: [String]
        let ua: [String]
        let time: [Int]

        init(_ visits: [MessageFate.Visit]) {
            ip = visits.map(\.ip)
            ua = visits.map(\.agent)
            time = visits.map { SendCleanForm.milliseconds($0.time) }
        }
    }
}
