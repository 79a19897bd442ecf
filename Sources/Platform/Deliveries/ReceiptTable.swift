/// What a gateway has told of messages and nothing was made of yet: of those that nobody knows here, and of those whose
/// hand-over is not recorded yet.
///
/// `delivery` is null where the token names none of ours.
enum ReceiptTable {
    static let create = """
        CREATE TABLE gateway_receipt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            delivery INTEGER,
            status INTEGER NOT NULL,
            answer TEXT NOT NULL,
            token TEXT NOT NULL
        ) STRICT;
        CREATE INDEX gateway_receipt_delivery ON gateway_receipt (delivery);
        """
}
