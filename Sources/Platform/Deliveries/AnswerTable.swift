/// What the sandbox's recipients have yet to answer: an answer goes in with the acceptance and out with its event, so that none
/// is given twice.
enum AnswerTable {
    static let create = """
        CREATE TABLE simulated_answer (
            due_at INTEGER NOT NULL,
            delivery INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            PRIMARY KEY (due_at, delivery, kind)
        ) STRICT, WITHOUT ROWID;
        """
}
