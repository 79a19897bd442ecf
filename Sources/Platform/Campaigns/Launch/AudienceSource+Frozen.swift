import ServiceCore
import Store

extension AudienceSpec {
    /// Whether a launch keeps the ids of its people instead of the highest key.
    ///
    /// Who comes new into an account has the highest key of all; who joins a group, or a filter by an edit, may have
    /// any. A text message is paid for when it is launched, so there nobody at all may be added, not even by an undo.
    func isKeptByPerson(on channel: Channel) -> Bool {
        switch kind {
        case .none, .list: false
        case .all: channel == .sms
        case .group, .filter: true
        }
    }
}

extension AudienceSource {
    /// Those of a launch's frozen audience who are still contacts.
    init(frozenFor launch: LaunchRow) {
        self.init(
            account: launch.account, channel: launch.channel,
            tables: "frozen_audience m JOIN contact c ON c.id = m.contact", key: "m.contact",
            condition: "m.submission = \(sql: launch.submission) AND c.account = \(sql: launch.account)",
            stopThen: "m.stop")
    }

    /// Keeps the ids of everybody there is now, of a text message with what stops them, since those are not paid for.
    func freeze(for submission: Int64, in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO frozen_audience (submission, contact, stop)
            SELECT \(sql: submission), c.id, \(sql: channel == .sms ? stop(isSenderApproved: true) : "NULL")
            FROM \(sql: tables) WHERE \(condition) ORDER BY c.id
            """)
    }

    /// Forgets those who have become rows, or everybody.
    static func thaw(_ submission: Int64, through: Int64 = .max, in db: WriteTransaction) throws {
        try db.execute(
            "DELETE FROM frozen_audience WHERE submission = \(submission) AND contact <= \(through)")
    }
}
