import FoundationEssentials
import Synchronization

/// What was written on a connection, by this process and by others, within the time that its reads may lag.
///
/// A read that shows what an edit was to do proves nothing where something like it was written before: it may show that.
final class RecentWrites: Sendable {
    private let entries = Mutex([AuditEntry]())

    /// Takes in an entry of the trail, or what came of one before it.
    func note(_ entry: AuditEntry) {
        entries.withLock { entries in
            Self.dropOld(from: &entries, at: entry.time)
            if entry.isVerdict {
                entries.removeAll {
                    $0.outcome == .stillUnknown && $0.target == entry.target && $0.what == entry.what
                }
            }
            if entry.outcome == .done || entry.outcome == .stillUnknown { entries.append(entry) }
        }
    }

    /// Takes in rows that the platform itself shows: what made them is shown by every read from then on.
    func see(_ rows: [Row]) {
        let isMade = { (entry: AuditEntry) in entry.outcome == .done && entry.creates }
        // Most of the time nothing was made just now.
        guard entries.withLock({ $0.contains(where: isMade) }),
            let keys = ShownKeys(rows.filter(\.unseen.isEmpty))
        else { return }
        entries.withLock { entries in entries.removeAll { isMade($0) && keys.hold($0) } }
    }

    /// What a read proves that shows what an edit was to do, as far as no field tells: it may show what was done before.
    ///
    /// - Parameter addresses: to whom it sends; nil of what sends nothing.
    func proof(of edit: AuditedEdit, to addresses: [String]?, at time: Date) -> LostEdit.Proof {
        let like = recent(at: time).filter { $0.target.kind == edit.kind }
        if edit.targets.isEmpty, edit.isNamed, !edit.name.isEmpty {
            guard like.contains(where: { $0.isNamed(edit.name, by: edit.nameField) }) else { return .shown }
            // Of several under one name nobody can tell later which is which.
            return MadeElsewhere.namesakes.contains(edit.kind) ? .none : .late
        }
        if let addresses {
            let isRepeat = like.contains {
                $0.what == edit.what && !$0.addressees.isDisjoint(with: addresses)
            }
            return isRepeat ? .none : .shown
        }
        if edit.targets.isEmpty { return like.contains(where: \.creates) ? .none : .shown }
        let same = like.filter { edit.targets.contains($0.target) }
        if edit.takesAway { return same.contains(where: \.creates) ? .late : .shown }
        return same.contains { $0.what == edit.what } ? .none : .shown
    }

    /// Those whose answers were lost and of which nobody knows yet, oldest first.
    func unknown(at time: Date) -> [AuditEntry] {
        recent(at: time).filter { $0.outcome == .stillUnknown }
    }

    private func recent(at time: Date) -> [AuditEntry] {
        entries.withLock { entries in
            Self.dropOld(from: &entries, at: time)
            return entries
        }
    }

    private static func dropOld(from entries: inout [AuditEntry], at time: Date) {
        entries.removeAll { time.timeIntervalSince($0.time) >= ReadLag.longest }
    }
}

extension ConnectionAudit {
    /// The same form, which says of what it is about to repeat that nobody knows whether it was done.
    ///
    /// - Parameter audience: whom it sends to as it is filled; nil of what is made under a name.
    func warning(
        _ form: FormDescription, named name: FieldID? = nil,
        to audience: (@Sendable (FormValues) async throws(ServiceError) -> MessageAudience)? = nil
    ) -> FormDescription {
        var warning = form
        warning.remarks = FormRemarks { values async throws(ServiceError) in
            await hearOthers()
            let addresses = try? await audience?(values).addresses
            let own = try await form.remarks?.read(values) ?? []
            return own
                + recent.unknown(at: clock()).filter { entry in
                    if let addresses { return !entry.addressees.isDisjoint(with: addresses) }
                    guard let field = name, let name = values.text(field) else { return false }
                    return entry.creates && entry.isNamed(name, by: field)
                }.suffix(1).map { FormRemark($0.repeatWarning(at: clock())) }
        }
        return warning
    }
}

extension AuditEntry {
    /// Whether its row goes by this name; of what was sent as it was made the trail's target is whom it went to.
    fileprivate func isNamed(_ name: String, by field: FieldID?) -> Bool {
        isCalled(name)
            || changes.contains { $0.field == field && NameKey($0.after.plainText) == NameKey(name) }
    }

    /// To whom it went out.
    fileprivate var addressees: Set<String> {
        Set(
            changes.flatMap { change -> [String] in
                if case .list(let items) = change.after, change.field == "to" {
                    items.map(\.plainText)
                } else {
                    []
                }
            })
    }

    fileprivate func repeatWarning(at now: Date) -> String {
        "Take care: whether “\(what)” (\(targetName), \(ago(now)), by \(who)) was done is unknown: its answer was lost. If it was, this does it once more."
    }
}

extension AuditedEdit {
    /// The field of the form that gives the name.
    fileprivate var nameField: FieldID? { asked.first { $0.after.plainText == name }?.field }

    /// Whether its rows are to be gone.
    fileprivate var takesAway: Bool { removes || what.hasPrefix("undo: create ") }
}
