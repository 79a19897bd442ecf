/// What contacts were searched by before "7 text index": their texts in blocks, and fences in their orders.
///
/// The first tables had it, and the steps between the two keep it in step.
enum BlockSearch {
    static let create = """
        CREATE TABLE contact_block (
            id INTEGER PRIMARY KEY,
            data BLOB NOT NULL
        ) STRICT;
        CREATE TABLE contact_stale (
            block INTEGER PRIMARY KEY
        ) STRICT;
        CREATE TABLE contact_fence (
            sort TEXT NOT NULL,
            place INTEGER NOT NULL,
            sort_key TEXT NOT NULL,
            contact INTEGER NOT NULL,
            PRIMARY KEY (sort, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
            INSERT INTO contact_stale (block) VALUES (new.id / 1024) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER contact_search_update AFTER UPDATE OF search ON contact
        WHEN old.search <> new.search BEGIN
            INSERT INTO contact_stale (block) VALUES (new.id / 1024) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
            INSERT INTO contact_stale (block) VALUES (old.id / 1024) ON CONFLICT DO NOTHING;
        END;
        """

    /// The triggers are gone already where a big load was cut off.
    static let drop = """
        DROP TRIGGER IF EXISTS contact_search_insert;
        DROP TRIGGER IF EXISTS contact_search_update;
        DROP TRIGGER IF EXISTS contact_search_delete;
        DROP TABLE contact_block;
        DROP TABLE contact_stale;
        DROP TABLE contact_fence;
        """
}
