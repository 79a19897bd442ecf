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
            if entry.isVerdict {
                entries.removeAll {
                    $0.outcome == .stillUnknown && $0.target == entry.target && $0.what == entry.what
                }
            }
            if entry.outcome == .done || entry.outcome == .stillUnknown { entries.append(entry) }
        }
    }

    /// Whether a read may take something else for what an edit was to do: of what makes a row, sends, or changes what no read
    /// tells apart.
    func mayBeTaken(for edit: AuditedEdit, at time: Date) -> Bool {
        recent(at: time).contains { entry in
            guard entry.target.kind == edit.kind else { return false }
            if edit.audience != nil { return entry.what == edit.what || entry.isAbout(edit.name) }
            guard edit.targets.isEmpty else {
                return edit.targets.contains(entry.target) && (entry.what == edit.what || entry.creates)
            }
            return edit.isNamed ? entry.isCalled(edit.name) : entry.creates
        }
    }

    /// Those whose answers were lost and of which nobody knows yet, oldest first.
    func unknown(at time: Date) -> [AuditEntry] {
        recent(at: time).filter { $0.outcome == .stillUnknown }
    }

    private func recent(at time: Date) -> [AuditEntry] {
        entries.withLock { entries in
            entries.removeAll { time.timeIntervalSince($0.time) >= ReadLag.longest }
            return entries
        }
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
                    guard let name = name.flatMap({ values.text($0) }) else { return false }
                    return entry.creates && entry.isCalled(name)
                }.suffix(1).map { FormRemark($0.repeatWarning(at: clock())) }
        }
        return warning
    }
}

extension AuditEntry {
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

    fileprivate func isAbout(_ name: String) -> Bool { !name.isEmpty && isCalled(name) }

    fileprivate func repeatWarning(at now: Date) -> String {
        "Take care: whether “\(what)” (\(targetName), \(ago(now)), by \(who)) was done is unknown: its answer was lost. If it was, this does it once more."
    }
}
