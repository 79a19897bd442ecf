import GRDB
import ServiceCore

/// What will hold a launch back, known before it starts: nobody is lost by it, but it takes its time.
extension PlanFacts {
    func holding(willSend: Int) throws -> [String] {
        [try hourly(willSend), try total(willSend), try monthly(willSend)].compactMap { $0 }
    }

    private func hourly(_ willSend: Int) throws -> String? {
        guard let limit = try number("hourly_limit", ofSMTPUser: row.smtpUser), limit > 0 else { return nil }
        let hours = (willSend + limit - 1) / limit
        guard hours > 24 else { return nil }
        return "At \(NumberText.grouped(limit)) an hour it takes \(NumberText.grouped(hours)) hours."
    }

    private func total(_ willSend: Int) throws -> String? {
        guard let limit = try number("total_limit", ofSMTPUser: row.smtpUser), limit > 0 else { return nil }
        let left = max(0, limit - (try number("used_total + reserved_total", ofSMTPUser: row.smtpUser) ?? 0))
        guard left < willSend else { return nil }
        return "The SMTP user may send \(NumberText.grouped(left)) more in all; the launch pauses after them."
    }

    private func monthly(_ willSend: Int) throws -> String? {
        guard let cap = try cap(), cap.limit - cap.used < willSend else { return nil }
        let left = max(0, cap.limit - cap.used)
        return
            "The monthly cap leaves \(NumberText.grouped(left)) to be sent; the rest waits for the next month."
    }

    private func number(_ expression: String, ofSMTPUser user: Int64?) throws -> Int? {
        try user.flatMap { user in
            try Int.fetchOne(
                db, sql: "SELECT \(expression) FROM smtp_user WHERE id = ?", arguments: [user])
        }
    }
}
