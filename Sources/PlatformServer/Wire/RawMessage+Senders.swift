import Platform

extension RawMessage {
    /// Every address that the message says to be from; a mail program shows any of them.
    ///
    /// - Parameter takesUTF8: whether more than quoted names may be of other letters than ASCII.
    /// - Throws: where there is none, or where another program could read another one.
    func senders(takesUTF8: Bool) throws(Fault) -> [String] {
        let lists = values("from").map { MailboxList($0) }
        let senders = lists.flatMap(\.addresses)
        guard lists.allSatisfy({ $0.isUnambiguous && ($0.isASCII || takesUTF8) }),
            senders.allSatisfy({ AddressRules.isUsable(email: $0) })
        else { throw .ambiguousSender }
        guard !senders.isEmpty else { throw .noSender }
        return senders
    }
}
