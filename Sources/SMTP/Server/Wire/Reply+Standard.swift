/// What a server says by itself.
extension Reply {
    static let unknownCommand = Reply(500, EnhancedStatus(5, 5, 1), "No such command")
    static let irregularLine = Reply(
        500, EnhancedStatus(5, 5, 2), "A line ends in CR LF and holds neither else")
    static let commandTooLong = Reply(500, EnhancedStatus(5, 5, 2), "The line is too long")
    static let syntax = Reply(501, EnhancedStatus(5, 5, 4), "The arguments cannot be read")
    static let unknownParameter = Reply(555, EnhancedStatus(5, 5, 4), "A parameter is not known here")
    static let outOfOrder = Reply(503, EnhancedStatus(5, 5, 1), "This is not its turn")
    static let helloFirst = Reply(503, EnhancedStatus(5, 5, 1), "Say hello first")
    static let mailFirst = Reply(503, EnhancedStatus(5, 5, 1), "No sender and recipient were taken")
    static let ok = Reply(250, EnhancedStatus(2, 0, 0), "OK")
    static let bye = Reply(221, EnhancedStatus(2, 0, 0), "Goodbye")
    static let tooSlow = Reply(421, EnhancedStatus(4, 4, 2), "That took too long; goodbye")
    static let shuttingDown = Reply(421, EnhancedStatus(4, 3, 2), "The server is being stopped; come again")
    static let tooManyFaults = Reply(421, EnhancedStatus(4, 7, 0), "Too many faults; goodbye")
    static let tooManySessions = Reply(421, EnhancedStatus(4, 3, 2), "Too many connections; come again")
    static let loginFirst = Reply(530, EnhancedStatus(5, 7, 0), "Log in first")
    static let loginInClear = Reply(538, EnhancedStatus(5, 7, 11), "Say STARTTLS first")
    static let loginUnknown = Reply(504, EnhancedStatus(5, 5, 4), "Log in by PLAIN or LOGIN")
    static let loginMalformed = Reply(501, EnhancedStatus(5, 5, 2), "That is no log-in")
    static let loginCancelled = Reply(501, EnhancedStatus(5, 7, 0), "Log-in called off")
    static let recipientsFull = Reply(452, EnhancedStatus(4, 5, 3), "Too many recipients in one message")
    static let needsUTF8 = Reply(553, EnhancedStatus(5, 6, 7), "Such an address needs SMTPUTF8")
    static let chunkTaken = Reply(250, EnhancedStatus(2, 0, 0), "Chunk taken")
    static let verify = Reply(252, EnhancedStatus(2, 5, 2), "Send it, and it will be seen")

    static func tooLarge(_ limit: Int) -> Reply {
        Reply(552, EnhancedStatus(5, 3, 4), "The message is larger than \(limit) bytes")
    }

    /// Why a whole message is not taken.
    static func refusal(_ fault: MessageReader.Fault, _ settings: MailServerSettings) -> Reply {
        switch fault {
        case .bareLineEnd:
            Reply(554, EnhancedStatus(5, 6, 0), "The message has a CR or LF alone; lines end in CR LF")
        case .nul: Reply(554, EnhancedStatus(5, 6, 0), "The message has a byte of zero in it")
        case .lineTooLong:
            Reply(
                554, EnhancedStatus(5, 6, 0),
                "The message has a line of more than \(settings.longestTextLine) bytes")
        case .tooLarge: tooLarge(settings.largestMessage)
        case .noRoom: Reply(452, EnhancedStatus(4, 3, 1), "There is no room for it now; come again")
        }
    }

    /// Why an address is not taken: as a sender, or as a recipient.
    static func refusal(_ fault: EnvelopeAddressFault, isSender: Bool) -> Reply {
        Reply(
            553, EnhancedStatus(5, 1, isSender ? 7 : 3),
            isSender ? "The sender \(fault.words)" : "The recipient \(fault.words)")
    }
}
