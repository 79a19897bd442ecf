import Store

/// What text messages need that leave by a gateway: a lane of their own, and what it tells of them.
enum GatewayMigration {
    static let name = "21 text gateway"

    static func run(_ db: WriteTransaction) throws {
        try partLanes(in: db)
        try db.execute(SQL(text: ReceiptTable.create))
    }

    /// Older files had all single messages in one lane.
    private static func partLanes(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE delivery SET lane = \(SingleLane.texts.rawValue)
            WHERE lane = 0 AND batch IN (SELECT id FROM batch WHERE channel = 'sms')
            """)
        try db.execute(SQL(text: LimitTriggers.recreateOfAccounts))
    }
}
