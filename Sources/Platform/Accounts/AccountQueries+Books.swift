import Foundation
import ServiceCore
import Store

/// What other tables ask of accounts, and the books that accounts have.
extension AccountQueries {
    static func rowID(_ account: Account) throws -> Int64 {
        guard let id = Int64(account.id.native) else {
            throw ServiceError(.notFound, "“\(account.id.native)” is no id of an account.")
        }
        return id
    }

    static func rowID(named name: String, in db: ReadTransaction) throws -> Int64? {
        try Int64.fetchOne(
            db, cached: "SELECT id FROM account WHERE lower(username) = \(AddressRules.key(of: name))")
    }

    /// By user name or by id.
    static func rowID(byKey key: String, in db: ReadTransaction) throws -> Int64? {
        if let id = try rowID(named: key, in: db) { return id }
        return try Int64.fetchOne(db, "SELECT id FROM account WHERE id = \(Int64(key) ?? 0)")
    }

    /// The account that a form names, by user name or id.
    ///
    /// - Throws: `.notFound` on `account`, with the nearest name.
    static func rowID(wanted key: String, in db: ReadTransaction) throws -> Int64 {
        if let id = try rowID(byKey: key, in: db) { return id }
        let nearest = NearestName.to(key, among: try usernames(in: db))
        throw ServiceError(
            .notFound, "There is no account “\(key)”.",
            hint: nearest.map { "Did you mean “\($0)”?" } ?? "sendboard account list", field: "account")
    }

    static func usernames(in db: ReadTransaction) throws -> [String] {
        try String.fetchAll(db, "SELECT username FROM account ORDER BY lower(username)")
    }

    /// The word by which SendClean and DMDS name the account.
    static func shortName(ofID native: String, in db: ReadTransaction) throws -> String {
        try String.fetchOne(db, "SELECT short_name FROM account WHERE id = \(native)") ?? ""
    }

    /// Books credits on the ledger and the balance.
    ///
    /// - Throws: `.refused` where the balance would fall below zero.
    static func grant(
        _ credits: Int, to account: Int64, note: String, at now: Date, in db: WriteTransaction
    ) throws {
        guard credits != 0 else { return }
        let balance = try SMSLedger.balance(of: account, in: db)
        guard balance + credits >= 0 else {
            throw ServiceError(
                .refused,
                "The account has \(NumberText.grouped(balance)) SMS credits, so \(NumberText.grouped(-credits)) cannot be taken.",
                field: "grant_sms_credits")
        }
        try SMSLedger.book(
            credits, "grant", account: account, campaign: nil, note: note, at: now.storedTime, in: db)
    }

    /// What goes when an account goes, in the order of the panes: `(3, "sender")`.
    static func belongings(of account: Account, in db: ReadTransaction) throws -> [(
        count: Int, kind: ResourceKind
    )] {
        let tables: [(String, ResourceKind)] = [
            ("sender", .sender), ("smtp_user", .smtpUser), ("tracking_domain", .trackingDomain),
            ("sending_domain", .sendingDomain), ("contact", .contact), ("campaign", .campaign),
        ]
        let id = try rowID(account)
        return try tables.map { table, kind in
            let sql = "SELECT count(*) FROM \(table) WHERE account = ?"
            return (try Int.fetchOne(db, SQL(text: sql, [id])) ?? 0, kind)
        }
    }

    /// The address's part before `@` as a word, with a number behind it where it is taken.
    static func freeShortName(for username: String, in db: ReadTransaction) throws -> String {
        let local = username.lowercased().prefix { $0 != "@" }
        let word = String(local.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(20))
        let base = word.isEmpty ? "account" : word
        var candidate = base
        var number = 2
        while try Bool.fetchOne(db, "SELECT EXISTS (SELECT 1 FROM account WHERE short_name = \(candidate))")
            ?? false
        {
            candidate = "\(base)\(number)"
            number += 1
        }
        return candidate
    }
}

extension TextCondition {
    /// The accounts whose user name holds a text, or what else is asked of it.
    static func accounts(
        _ name: String, _ comparison: FilterTerm.Comparison = .contains, in db: ReadTransaction
    ) throws -> [Int64] {
        try SQLRow.fetchAll(db, "SELECT id, username FROM account")
            .filter { comparison.accepts($0[1], name) }.map { $0[0] }
    }
}
