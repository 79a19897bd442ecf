import ServiceCore

/// The triggers that keep derived columns in step with single edits.
enum ContactTriggers {
    static let create = suppression + recipients + whitelist + members

    static let drop = """
        DROP TRIGGER IF EXISTS contact_suppressed_insert;
        DROP TRIGGER IF EXISTS contact_suppressed_update;
        DROP TRIGGER IF EXISTS suppression_insert;
        DROP TRIGGER IF EXISTS suppression_update;
        DROP TRIGGER IF EXISTS suppression_delete;
        DROP TRIGGER IF EXISTS recipient_insert;
        DROP TRIGGER IF EXISTS recipient_update;
        DROP TRIGGER IF EXISTS recipient_delete;
        DROP TRIGGER IF EXISTS contact_whitelisted_insert;
        DROP TRIGGER IF EXISTS contact_whitelisted_update;
        DROP TRIGGER IF EXISTS grp_member_insert;
        DROP TRIGGER IF EXISTS grp_member_delete;
        """

    /// Recomputes what the triggers would have kept, for all rows at once.
    static let recompute = """
        UPDATE contact SET is_suppressed = 1 WHERE is_suppressed = 0
            AND (email IN (SELECT address FROM suppression WHERE channel = 'email' AND lifted_at IS NULL)
                OR \(isErased("contact")))
            AND \(isSuppressed("contact"));
        UPDATE contact SET is_suppressed = 0 WHERE is_suppressed = 1 AND NOT \(isSuppressed("contact"));
        UPDATE contact SET is_inactive = 1 WHERE is_inactive = 0
            AND email IN (SELECT address FROM recipient WHERE status = 'inactive')
            AND \(isInactive("contact"));
        UPDATE contact SET is_inactive = 0 WHERE is_inactive = 1 AND NOT \(isInactive("contact"));
        UPDATE contact SET whitelisted_at = w.at FROM whitelist w
            WHERE contact.account = w.account AND contact.email = w.address AND contact.whitelisted_at IS NULL;
        DELETE FROM whitelist WHERE EXISTS
            (SELECT 1 FROM contact c WHERE c.account = whitelist.account AND c.email = whitelist.address);
        UPDATE grp SET member_count = (SELECT count(*) FROM grp_member WHERE grp = grp.id);
        """

    private static let suppression = """
        CREATE TRIGGER contact_suppressed_insert AFTER INSERT ON contact
        WHEN \(isSuppressed("new")) OR \(isInactive("new")) BEGIN
            UPDATE contact SET is_suppressed = \(isSuppressed("new")), is_inactive = \(isInactive("new"))
            WHERE id = new.id;
        END;
        CREATE TRIGGER contact_suppressed_update AFTER UPDATE OF email ON contact
        WHEN old.email IS NOT new.email BEGIN
            UPDATE contact SET is_suppressed = \(isSuppressed("new")), is_inactive = \(isInactive("new"))
            WHERE id = new.id;
        END;
        CREATE TRIGGER suppression_insert AFTER INSERT ON suppression BEGIN
            \(refresh("new"))
        END;
        CREATE TRIGGER suppression_update AFTER UPDATE OF account, channel, address, lifted_at ON suppression BEGIN
            \(refresh("old"))
            \(refresh("new"))
        END;
        CREATE TRIGGER suppression_delete AFTER DELETE ON suppression BEGIN
            \(refresh("old"))
        END;

        """

    private static let recipients = """
        CREATE TRIGGER recipient_insert AFTER INSERT ON recipient BEGIN
            UPDATE contact SET is_inactive = (new.status = 'inactive')
            WHERE account = new.account AND email = new.address;
        END;
        CREATE TRIGGER recipient_update AFTER UPDATE OF status ON recipient BEGIN
            UPDATE contact SET is_inactive = (new.status = 'inactive')
            WHERE account = new.account AND email = new.address;
        END;
        CREATE TRIGGER recipient_delete AFTER DELETE ON recipient BEGIN
            UPDATE contact SET is_inactive = 0 WHERE account = old.account AND email = old.address;
        END;

        """

    /// An address that was on the whitelist before it was a contact's.
    private static let whitelist = """
        CREATE TRIGGER contact_whitelisted_insert AFTER INSERT ON contact
        WHEN \(isOnWhitelist) BEGIN
            \(takeOver)
        END;
        CREATE TRIGGER contact_whitelisted_update AFTER UPDATE OF email ON contact
        WHEN old.email IS NOT new.email AND \(isOnWhitelist) BEGIN
            \(takeOver)
        END;

        """

    private static let isOnWhitelist =
        "EXISTS (SELECT 1 FROM whitelist w WHERE w.account = new.account AND w.address = new.email)"

    private static let takeOver = """
        UPDATE contact SET whitelisted_at = (SELECT w.at FROM whitelist w
                WHERE w.account = new.account AND w.address = new.email)
            WHERE id = new.id AND whitelisted_at IS NULL;
            DELETE FROM whitelist WHERE account = new.account AND address = new.email;
        """

    private static let members = """
        CREATE TRIGGER grp_member_insert AFTER INSERT ON grp_member BEGIN
            UPDATE grp SET member_count = member_count + 1 WHERE id = new.grp;
        END;
        CREATE TRIGGER grp_member_delete AFTER DELETE ON grp_member BEGIN
            UPDATE grp SET member_count = member_count - 1 WHERE id = old.grp;
        END;

        """

    /// Whether e-mail to the contact row is suppressed, by its own account or for all.
    private static func isSuppressed(_ row: String) -> String {
        """
        (EXISTS (SELECT 1 FROM suppression s WHERE s.account = \(row).account AND s.channel = 'email'
                 AND s.address = \(row).email AND s.lifted_at IS NULL)
         OR EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address = \(row).email
                    AND s.account IS NULL AND s.lifted_at IS NULL)
         OR \(isErased(row)))
        """
    }

    /// Whether somebody of the contact row's address was erased.
    private static func isErased(_ row: String) -> String {
        "EXISTS (SELECT 1 FROM suppression s WHERE \(SendRuleSQL.erasedEntry(.email, "\(row).email")))"
    }

    /// Whether Dyn's status of the contact row's address is inactive.
    private static func isInactive(_ row: String) -> String {
        """
        EXISTS (SELECT 1 FROM recipient r WHERE r.account = \(row).account AND r.address = \(row).email
                AND r.status = 'inactive')
        """
    }

    private static func refresh(_ row: String) -> String {
        """
        UPDATE contact SET is_suppressed = \(isSuppressed("contact"))
            WHERE account = \(row).account AND email = \(row).address;
            UPDATE contact SET is_suppressed = \(isSuppressed("contact"))
            WHERE \(row).account IS NULL AND email_sort = \(row).address;
        """
    }
}
