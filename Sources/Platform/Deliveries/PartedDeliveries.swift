import FoundationEssentials
import ServiceCore
import Store

/// What is kept of messages that went out when their campaign is deleted: whose they were, so that the links in them go on
/// doing what they say.
enum PartedDeliveries {
    static let migration = "22 parted deliveries"

    static let create = """
        CREATE TABLE parted_delivery (
            delivery INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            submission INTEGER NOT NULL,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            written TEXT,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX parted_delivery_account ON parted_delivery (account);
        CREATE INDEX parted_delivery_address ON parted_delivery (address);

        CREATE TABLE parted_link (
            submission INTEGER NOT NULL,
            link INTEGER NOT NULL,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            url TEXT NOT NULL,
            PRIMARY KEY (submission, link)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX parted_link_account ON parted_link (account);
        """

    /// The states of messages that a person may have.
    private static let gone: [StoredDeliveryState] = [.accepted, .delivered, .bounced, .unknown]

    /// Before a campaign goes with its messages. Who was erased is not among them.
    static func keep(ofCampaign campaign: Int64, at time: Int64, in db: WriteTransaction) throws {
        let states = gone.map { String($0.rawValue) }.joined(separator: ", ")
        try db.execute(
            """
            INSERT INTO parted_delivery (delivery, account, submission, channel, address, written, at)
            SELECT d.id, b.account, d.submission, b.channel, d.address, d.written, \(time)
            FROM batch b JOIN delivery d ON d.batch = b.id
            WHERE b.campaign = \(campaign) AND d.state IN (\(sql: states)) 
            AND NOT (d.address LIKE 'erased-%' AND d.address NOT LIKE '%@%')
            """)
        try db.execute(
            """
            INSERT INTO parted_link (submission, link, account, url)
            SELECT u.id, l.id, b.account, l.url FROM batch b JOIN submission u ON u.batch = b.id
            JOIN link l ON l.submission = u.id WHERE b.campaign = \(campaign)
            """)
    }

    static func addressee(_ delivery: Int64, in db: ReadTransaction) throws -> Addressee? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT account, channel, address, \(sql: StoredAddress.shown("p")) FROM parted_delivery p
                WHERE delivery = \(delivery)
                """
        ).map { row in
            Addressee(
                account: row[0], channel: Channel(rawValue: row[1]) ?? .email, address: row[2],
                written: row[3], contact: nil)
        }
    }

    /// Where a link of such a message led to, and whose it was.
    static func link(
        _ link: Int64, of delivery: Int64, in db: ReadTransaction
    ) throws -> (account: Int64, url: String)? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT p.account, l.url FROM parted_delivery p
                JOIN parted_link l ON l.submission = p.submission AND l.link = \(link)
                WHERE p.delivery = \(delivery)
                """
        ).map { ($0[0], $0[1]) }
    }
}
