import FoundationEssentials
import ServiceCore
import Store

/// What became of each message of a launch: one row a message that has gone out, made by arithmetic on its number.
///
/// Times up to `end` are the relay's, those after it the recipients'; what is yet to come is left to the sandbox's
/// simulated recipients.
struct SampleFates {
    let scene: SampleScene
    let play: SampleLaunch
    let launch: LaunchRow
    let end: Int64

    static func prepare(in db: WriteTransaction) throws {
        try db.execute(
            """
            CREATE TEMP TABLE sample_fate (
                delivery INTEGER PRIMARY KEY, contact INTEGER, address TEXT, fate TEXT, state INTEGER,
                attempts INTEGER, tried_at INTEGER, done_at INTEGER, arrived_at INTEGER, opened_at INTEGER,
                clicked_at INTEGER, left_at INTEGER, left_kind INTEGER, draw INTEGER)
            """)
    }

    static func drop(in db: WriteTransaction) throws { try db.execute("DROP TABLE temp.sample_fate") }

    func write(in db: WriteTransaction) throws {
        try draw(in: db)
        try decide(in: db)
        try SampleOutcome(scene: scene, play: play, launch: launch).write(in: db)
    }

    /// After which a message that was put off again and again expires.
    private static let lifetime = Int64(RetryWaits().lifetime * 1000)

    private var isSMS: Bool { launch.channel == .sms }

    /// Draws each message's fate in ten-thousandths and its times.
    private func draw(in db: WriteTransaction) throws {
        let first =
            try Int64.fetchOne(db, "SELECT min(id) FROM delivery WHERE lane = \(launch.campaign)") ?? 0
        try db.execute(
            """
            WITH scattered AS (
                SELECT id, contact, address, \(play.launched) + 800 + (id - \(first)) * \(play.pace)
                    AS tried_at, (id * 2654435761 + \(scene.seed) * 40503 + 97) % 4294967291 AS a,
                    (id * 1597334677 + \(scene.seed) * 69069 + 31) % 2147483629 AS b,
                    (id * 747796405 + \(scene.seed) * 30011 + 7) % 4294967279 AS c
                FROM delivery WHERE lane = \(launch.campaign) AND next_at IS NOT NULL
            ), judged AS (
                SELECT *, CASE WHEN a % 10000 < 80 THEN 'refused' WHEN a % 10000 < 100 THEN 'policy'
                    WHEN a % 10000 < 108
                    AND \(play.launched + Self.lifetime + SampleScene.hour < scene.now) THEN 'slow' WHEN a
                    % 10000 < 210 THEN 'deferred'
                    WHEN a % 10000 < 214 AND \(!isSMS) THEN 'unknown'
                    WHEN a % 10000 < 254 AND \(!isSMS) THEN 'soft' WHEN a % 10000 < 310 AND \(!isSMS)
                    THEN 'hard'
                    WHEN a % 10000 < 480 THEN 'silent' ELSE 'delivered' END AS fate
                FROM scattered WHERE tried_at <= \(end)
            ), timed AS (
                SELECT *, tried_at + CASE fate WHEN 'deferred' THEN 48000 + b % 25000 WHEN 'slow'
                    THEN \(Self.lifetime) ELSE 0 END AS done_at FROM judged
            )
            INSERT INTO sample_fate (delivery, contact, address, fate, attempts, tried_at, done_at,
            arrived_at, draw)
            SELECT id, contact, address, fate, CASE fate WHEN 'deferred' THEN 2 WHEN 'slow' THEN 22
                ELSE 1 END, tried_at, done_at,
                CASE WHEN fate IN ('soft', 'hard', 'delivered', 'deferred') THEN done_at + 200 + b %
                2300 END, c
            FROM timed
            """)
    }

    /// What the recipients do, and the state that all of it makes by now.
    private func decide(in db: WriteTransaction) throws {
        if !isSMS { try read(in: db) }
        try db.execute(
            """
            UPDATE sample_fate SET state = CASE
                WHEN fate IN ('refused', 'policy') THEN 6 WHEN fate = 'unknown' THEN 4
                WHEN fate = 'slow' AND done_at <= \(scene.now) THEN 8
                WHEN done_at > min(\(end), \(scene.now)) THEN 3
                WHEN arrived_at > \(scene.now) OR fate IN ('soft', 'silent') THEN 5
                WHEN fate = 'hard' THEN 11 ELSE 10 END;
            UPDATE sample_fate SET attempts = 1, arrived_at = NULL, opened_at = NULL, clicked_at = NULL,
                left_at = NULL WHERE state = 3;
            """)
    }

    /// Views come soon after the arrival or much later, clicks soon after views.
    private func read(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE sample_fate SET opened_at = arrived_at + 900
                + draw / 1000 % 1000 * (draw / 1000 % 1000) * (draw / 1000 % 1000) * \(play.reading) /
                1000000000
            WHERE fate IN ('delivered', 'deferred') AND draw % 1000 < 268;
            UPDATE sample_fate SET clicked_at = opened_at + 1200 + draw / 7 % 9000
            WHERE opened_at IS NOT NULL AND draw / 100 % 100 < 19;
            UPDATE sample_fate SET left_kind = CASE WHEN draw % 10000 < 206 THEN 11 ELSE 14 END,
                left_at = opened_at + 4000 + draw % 60000
            WHERE fate = 'delivered' AND draw % 10000 BETWEEN 200 AND 244;
            """)
        if !play.tracksLinks { try db.execute("UPDATE sample_fate SET clicked_at = NULL") }
        if !play.tracksOpens { try db.execute("UPDATE sample_fate SET opened_at = NULL") }
    }
}
