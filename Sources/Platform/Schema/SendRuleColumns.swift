/// What a text launch pays for is kept with it.
///
/// `frozen_audience.stop` is why somebody was not to be sent to when the launch was paid for, and so is not paid for;
/// `submission.charges_all` says that every message is charged, sent or not.
enum SendRuleColumns {
    static let migration = "4 send rules"

    static let add = """
        ALTER TABLE frozen_audience ADD COLUMN stop TEXT;
        ALTER TABLE submission ADD COLUMN charges_all INTEGER NOT NULL DEFAULT 0;
        """
}
