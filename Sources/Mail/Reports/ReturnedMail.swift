/// What a message that came back tells of one that was sent.
///
/// It is what the message says, proved by nothing: whoever may change a state by it needs a token or a Message-ID that
/// nobody could have guessed.
package struct ReturnedMail: Sendable, Hashable {
    package var content: Content
    /// Whom it was delivered to as its own head says, the likeliest first.
    package var deliveredTo: [String] = []
    /// What it returns of the message that was sent.
    package var returned = ReturnedMessage()
    /// As its head has them, for people.
    package var from = ""
    package var subject = ""
    /// Its head as it came and what its parts say, no more than some thousand bytes of each, for people.
    package var beginning = ""

    package enum Content: Sendable, Hashable {
        /// What became of the message at recipients (RFC 3464); never empty.
        case delivery([RecipientReport])
        case feedback(FeedbackReport)
        /// Written by a machine to no purpose of ours (RFC 3834); the reason is a clause: `it answers by itself`.
        case automatic(String)
        /// None of these; the reason is a clause.
        case unclassified(String)
    }
}

/// What became of a message at one recipient (RFC 3464 §2.3).
package struct RecipientReport: Sendable, Hashable {
    package var action: Action
    /// `5.1.1`; nil where it names none.
    package var status: String?
    /// The three digits of an SMTP reply.
    package var code: Int?
    /// One line of the other side's words, without code and status.
    package var text = ""
    /// Addresses without their type.
    package var finalRecipient: String?
    package var originalRecipient: String?

    package init(_ action: Action, status: String? = nil, code: Int? = nil, text: String = "") {
        (self.action, self.status, self.code, self.text) = (action, status, code, text)
    }

    package enum Action: String, Sendable, CaseIterable {
        case failed, delayed, delivered, relayed, expanded
    }
}

/// What somebody's mail service says of a message that its reader marked (RFC 5965 §3).
package struct FeedbackReport: Sendable, Hashable {
    /// In lower case: `abuse`, `not-spam`, `fraud`.
    package var type: String
    package var recipients: [String] = []
    /// The envelope's sender of the message.
    package var mailFrom: String?

    package init(_ type: String) { self.type = type }
}

/// What names the message that a report returns.
package struct ReturnedMessage: Sendable, Hashable {
    /// With its angle brackets.
    package var messageID: String?
    /// The envelope's sender, as the last server wrote it down.
    package var returnPath: String?

    package init(messageID: String? = nil, returnPath: String? = nil) {
        (self.messageID, self.returnPath) = (messageID, returnPath)
    }
}
