extension Schema {
    /// What a watch shows without counting rows, and what the sandbox's recipients have yet to answer.
    ///
    /// Tallies change in the transaction of the rows that they count. `campaign_tally.kind` is a `TallyKind`.
    /// A simulated answer goes in with the acceptance and out with its event, so none is given twice.
    static let tallyTables = """
        CREATE TABLE campaign_tally (
            campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            text TEXT NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (campaign, kind, text)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE campaign_domain (
            campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
            domain TEXT NOT NULL,
            accepted INTEGER NOT NULL,
            refused INTEGER NOT NULL,
            PRIMARY KEY (campaign, domain)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE simulated_answer (
            due_at INTEGER NOT NULL,
            delivery INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            PRIMARY KEY (due_at, delivery, kind)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX campaign_live ON campaign (id) WHERE \(Predicate.campaignLive);
        """
}
