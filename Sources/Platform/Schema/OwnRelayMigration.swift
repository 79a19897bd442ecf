import Store

/// Relays that senders name for themselves: which there are, who names them, and which of them a message was queued for.
enum OwnRelayMigration {
    static let name = OwnRelayTable.migration

    static func run(_ db: WriteTransaction) throws {
        for text in [
            OwnRelayTable.create, AccountRelayColumn.add, DomainRelayColumns.add, SubmissionRelayColumn.add,
            LimitTriggers.recreateOfUsers,
        ] { try db.execute(SQL(text: text)) }
    }
}
