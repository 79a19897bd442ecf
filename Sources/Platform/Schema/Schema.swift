import ServiceCore
import Store

/// The tables of the embedded platform and how an older file becomes a current one.
///
/// Times are milliseconds since 1970 in UTC; flags are 0 or 1; each row that a person edits has a `rev` that
/// every update raises. Ids that other tables, files or messages keep without a foreign key are never given
/// twice (`AUTOINCREMENT`). The migrations' names are kept in the file, which is how a newer one is recognised.
enum Schema {
    static let design = design(nil)

    /// - Parameters:
    ///   - vault: by whose key erased people are known; nil knows none of them.
    ///   - progress: told how far what was cut off is mended at the opening, and nil at the end.
    static func design(
        _ vault: Vault?, progress: @escaping @Sendable (WorkProgress?) -> Void = { _ in }
    ) -> StoreDesign {
        StoreDesign(
            applicationID: 0x5342_7264, migrations: migrations,
            functions: functions(vault),
            untold: Set(ContactIndices.texts.map(\.name)),
            isUnfinished: { try BulkLoad.wasInterrupted($0) || !ImportLog.abandoned(in: $0).isEmpty },
            finish: { db in try finish(db, progress) })
    }

    /// Lists that were cut off are taken back, and indices that were taken down are built.
    private static func finish(
        _ db: WriteTransaction, _ progress: @escaping @Sendable (WorkProgress?) -> Void
    ) throws {
        for list in try ImportLog.abandoned(in: db) {
            if let reverting = AnyImportTaking.kinds[list.kind] {
                var retreat = try ImportRetreat(list, tell: progress, in: db)
                defer { progress(nil) }
                while let part = try reverting.takeBackLast(of: list, in: db) { retreat.note(part) }
            }
            try ImportLog.drop(list.id, in: db)
        }
        if try BulkLoad.wasInterrupted(db) { try BulkLoad.finish(db) }
    }

    /// Every connection has them: the triggers that keep the names' keys call them, too.
    static let functions = functions(nil)

    static func functions(_ vault: Vault?) -> [SQLFunction] {
        [SearchFolding.function, ExpressionFunction.function, FoldedFunction.map] + IdentityFunctions.all
            + [ErasedKey.function(vault)]
    }

    /// What the rooms' first migration makes.
    private static let firstTables = [
        MetaTables.create, AuditTables.create, AccountTables.create, EventTables.create, SenderTables.create,
        SMTPUserTables.create, TrackingDomainTables.create, SuppressionTables.create, PeopleTables.create,
        TemplateTables.create, SubmissionTables.create, DeliveryTables.create, CampaignTables.create,
        AnswerTable.create,
        HookTables.create,
    ]

    /// All migrations, oldest first; what has shipped is never edited, only followed by another.
    static var migrations: Migrations {
        var migrations = Migrations()
        migrations.add("1 first tables", references: .immediate) { db in
            for tables in firstTables { try db.execute(SQL(text: tables)) }
            try db.execute(SQL(text: ContactIndices.create))
            try db.execute(SQL(text: BlockSearch.create))
            try db.execute(SQL(text: ContactTriggers.create))
            try db.execute(SQL(text: LimitTriggers.create))
            try db.execute("CREATE INDEX grp_member_contact ON grp_member (contact, grp)")
        }
        migrations.add("2 address keys", references: .immediate) { try AddressKeys.run($0) }
        migrations.add("3 deleted rows", references: .immediate) {
            try $0.execute(SQL(text: DeletedRowTable.create))
        }
        migrations.add(SendRuleColumns.migration) { try $0.execute(SQL(text: SendRuleColumns.add)) }
        migrations.add("6 filter zones") { try FilterZones.add($0) }
        migrations.add("7 text index", references: .immediate) { db in
            try db.execute(SQL(text: BlockSearch.drop))
            try add(ContactIndices.text, db)
        }
        migrations.add("8 field index", references: .immediate) { db in
            try db.execute(SQL(text: ContactIndices.create))
            try add(ContactIndices.fields, db)
        }
        migrations.add(EventDays.migration) { try $0.execute(SQL(text: EventDays.fill)) }
        migrations.add("18 plain filters", references: .immediate) { try FilterQuotes(db: $0).noteTrail() }
        migrations.add(FilterQuotes.migration) { try FilterQuotes(db: $0).run() }
        migrations.add(SupersededEvents.migration) { try $0.execute(SQL(text: SupersededEvents.add)) }
        migrations.add("12 list imports", references: .immediate) {
            try $0.execute(SQL(text: ImportTables.create))
        }
        migrations.add(LaunchRailColumns.migration) { db in
            for columns in [LaunchRailColumns.add, CampaignRailColumn.add] {
                try db.execute(SQL(text: columns))
            }
        }
        migrations.add(RehearsalColumn.migration) { try $0.execute(SQL(text: RehearsalColumn.add)) }
        migrations.add(RefusalRailColumn.migration) { try $0.execute(SQL(text: RefusalRailColumn.add)) }
        migrations.add(RequeueColumn.migration) { try $0.execute(SQL(text: RequeueColumn.add)) }
        migrations.add(ErasureMigration.name) { try ErasureMigration.run($0) }
        migrations.add(MessageIDMark.migration) { try MessageIDMark.set(in: $0) }
        migrations.add(KeptReports.migration) { try $0.execute(SQL(text: KeptReports.create)) }
        migrations.add(PartedDeliveries.migration) { try $0.execute(SQL(text: PartedDeliveries.create)) }
        migrations.add(GatewayMigration.name) { try GatewayMigration.run($0) }
        migrations.add(RelayTables.migration) { db in
            for tables in [RelayTables.create, HeldColumn.add] { try db.execute(SQL(text: tables)) }
        }
        migrations.add(OwnRelayMigration.name) { try OwnRelayMigration.run($0) }
        migrations.add(ReportTextColumns.migration) { db in
            for tables in [ReportTextColumns.add, GoneSenders.create] { try db.execute(SQL(text: tables)) }
        }
        return migrations
    }

    private static func add(_ index: TextIndex, _ db: WriteTransaction) throws {
        try db.execute(SQL(text: index.create))
        try index.rebuild(in: db)
        try db.execute(SQL(text: index.triggers))
    }
}

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
