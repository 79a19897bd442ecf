import FoundationEssentials
import Synchronization

/// The rows that other processes made on a connection, or may have made where the answer was lost, as long as its reads may lag
/// and have not shown them.
final class MadeElsewhere: Sendable {
    private let entries = Mutex([AuditEntry]())
    /// Platforms take several of these under one name.
    static let namesakes: Set<ResourceKind> = [.campaign, .webhook]

    func hear(_ entry: AuditEntry) {
        entries.withLock { $0 = $0.filter { $0.target != entry.target } + [entry] }
    }

    /// Takes in that these rows are shown, or were removed.
    func forget(_ isKnown: (AuditEntry) -> Bool) { entries.withLock { $0.removeAll(where: isKnown) } }

    /// - Returns: those whose answers were lost, and which are known to be done now: no platform takes a second one of the name.
    func forget(_ shown: [Row]) -> [AuditEntry] {
        // Most of the time nothing is waited for.
        guard entries.withLock({ !$0.isEmpty }), let keys = ShownKeys(shown) else { return [] }
        let found = entries.withLock { $0.filter { $0.outcome == .stillUnknown && keys.hold($0) } }
        forget(keys.hold)
        return found.filter { !Self.namesakes.contains($0.target.kind) }
    }

    /// Those of a kind, one sentence for each.
    func told(of kind: ResourceKind, at time: Date) -> [String] {
        unseen(kind, at: time).map { $0.madeSentence(at: time) }
    }

    /// Why a row of this id or name is not found; nil where nobody made one.
    func absence(of key: String, _ kind: ResourceKind, at time: Date) -> ServiceError? {
        entry(called: key, kind, at: time).map {
            ServiceError(
                $0.outcome == .done ? .conflict : .outcomeUnknown, $0.madeSentence(at: time),
                hint: "Ask again when it is shown, in some minutes.")
        }
    }

    /// Why what was just made is not made again; nil where any of it is new.
    func repetition(of values: FormValues, _ schema: ResourceSchema, at time: Date) -> ServiceError? {
        guard !Self.namesakes.contains(schema.kind) else { return nil }
        let field = schema.words.nameField
        let entries = values.list(field).map { entry(called: $0, schema.kind, at: time) }
        // What nobody knows to be made may be made again by whoever wants.
        guard let first = entries.first ?? nil, entries.allSatisfy({ $0?.outcome == .done }) else {
            return nil
        }
        return ServiceError(
            .conflict, "\(first.madeWords(at: time)).",
            hint: "Nothing was sent. Make it again only if it is not shown in ten minutes.", field: field)
    }

    private func entry(called name: String, _ kind: ResourceKind, at time: Date) -> AuditEntry? {
        unseen(kind, at: time).first { $0.isCalled(name) }
    }

    private func unseen(_ kind: ResourceKind, at time: Date) -> [AuditEntry] {
        entries.withLock { entries in
            entries.removeAll { time.timeIntervalSince($0.time) >= ReadLag.longest }
            return entries.filter { $0.target.kind == kind }
        }
    }
}

/// What the rows of one read are known by, made once for all entries that are looked for among them.
struct ShownKeys {
    private let kind: ResourceKind
    private let keys: Set<NameKey>

    /// Nil of no rows.
    init?(_ rows: [Row]) {
        guard let first = rows.first else { return nil }
        kind = first.id.kind
        keys = Set(rows.flatMap { [NameKey($0.id.native), NameKey($0.name)] })
    }

    /// Whether the row that an entry tells of is among them.
    func hold(_ entry: AuditEntry) -> Bool {
        entry.target.kind == kind && !keys.isDisjoint(with: entry.madeKeys)
    }
}

extension AuditEntry {
    /// Whether its row goes by this id or name.
    func isCalled(_ key: String) -> Bool { madeKeys.contains(NameKey(key)) }

    /// What the row is known by.
    fileprivate var madeKeys: Set<NameKey> { [NameKey(target.native), NameKey(targetName)] }

    func ago(_ now: Date) -> String {
        let minutes = Int(now.timeIntervalSince(time) / 60)
        return minutes < 1 ? "just now" : "\(NumberText.counted(minutes, "minute")) ago"
    }

    fileprivate func madeSentence(at now: Date) -> String {
        "\(madeWords(at: now)), and the platform does not show it yet."
    }

    fileprivate func madeWords(at now: Date) -> String {
        let when = ago(now)
        guard outcome == .done else {
            return "Whether \(who) made \(targetName) \(when) is unknown: the answer was lost"
        }
        return "\(targetName) was made \(when) by \(who)"
    }
}
