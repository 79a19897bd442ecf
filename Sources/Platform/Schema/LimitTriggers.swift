/// Single messages that a limit holds are looked at again as soon as somebody changes the limit.
///
/// A launch is held as a whole and asked at every claim; a single message is given a later time instead, so that it
/// keeps no other from its turn, and would wait for that time although there is room.
enum LimitTriggers {
    static let create = """
        \(ofUsers(Predicate.deliveryOfUserFirst))
        \(ofAccounts("lane = 0"))
        """

    /// With the lanes of relays that senders name for themselves.
    static let recreateOfUsers = """
        DROP TRIGGER smtp_user_limit;
        DROP INDEX delivery_user;
        CREATE INDEX delivery_user ON delivery (smtp_user, next_at) WHERE \(Predicate.deliveryOfUser);
        \(ofUsers(Predicate.deliveryOfUser))
        """

    private static func ofUsers(_ isSingle: String) -> String {
        """
        CREATE TRIGGER smtp_user_limit AFTER UPDATE OF status, hourly_limit, total_limit ON smtp_user
        WHEN (old.status, old.hourly_limit, old.total_limit)
            <> (new.status, new.hourly_limit, new.total_limit) BEGIN
            UPDATE delivery SET next_at = changed_at
                WHERE \(isSingle) AND smtp_user = new.id AND \(isHeld);
        END;
        """
    }

    /// With the single texts, which have a lane of their own.
    static let recreateOfAccounts = """
        DROP TRIGGER account_limit;
        \(ofAccounts(SingleLane.condition))
        """

    private static func ofAccounts(_ isSingle: String) -> String {
        """
        CREATE TRIGGER account_limit AFTER UPDATE OF email_cap, is_active ON account
        WHEN old.email_cap IS NOT new.email_cap OR old.is_active <> new.is_active BEGIN
            UPDATE delivery SET next_at = changed_at
                WHERE \(isSingle) AND \(Predicate.deliveryWaiting) AND \(isHeld)
                AND (SELECT b.account FROM batch b WHERE b.id = delivery.batch) = new.id;
        END;
        """
    }

    /// Queued, not deferred by an answer, and not for now.
    private static let isHeld = "state = 1 AND next_at > changed_at"
}
