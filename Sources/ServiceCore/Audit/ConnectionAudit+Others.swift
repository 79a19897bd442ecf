import FoundationEssentials

// What other processes wrote on the same connection, as the audit trail tells it: reads lag behind that as well.

extension ConnectionAudit {
    /// Takes in what others did in the time that reads may lag.
    ///
    /// A command ends before its platform shows what it wrote. Without this the next one, or a board that is open
    /// meanwhile, would take the old value for sure and send it back with whatever it edits.
    func hearOthers() async {
        let start = clock().addingTimeInterval(-ReadLag.longest)
        let news = await reading.news(of: connection, since: start).filter {
            $0.target.connection == connection
        }
        for entry in news {
            recent.note(entry)
            switch entry.outcome {
            // What was found done is the edit that was lost, not one after it.
            case .done where entry.reason.hasSuffix(AuditEntry.shownLater):
                await lost.settleHeard(entry)
                made.forget { $0.target == entry.target && $0.outcome == .stillUnknown }
                take(entry)
            case .done:
                await lost.supersede(by: [entry], repeats: false)
                take(entry)
            // What was not tried says nothing of one before it whose answer was lost.
            case .notDone where entry.reason.hasPrefix(AuditEntry.untried): break
            case .notDone:
                await lost.settleHeard(entry)
                made.forget { $0.target == entry.target && $0.what == entry.what }
            case .stillUnknown where entry.creates: made.hear(entry)
            case .stillUnknown: await lost.hear(entry)
            case .refused: break
            }
        }
        await layDoubts()
        // Rows that no read asks for again just now are shown somewhere, too.
        if !news.isEmpty { await tellKnown(news.map(\.target)) }
    }

    /// Lays what was done over what is read; what was made is seen when the platform lists it.
    func take(_ entry: AuditEntry) {
        if entry.removes {
            inHand?.removed([entry.target], at: entry.time)
            seen.forget([entry.target])
            made.forget { $0.target == entry.target }
        } else {
            // What it was made with is no edit of it.
            let changes = entry.creates ? [] : entry.changes
            if entry.creates { made.hear(entry) }
            inHand?.heard(entry.target, changes, at: entry.time)
            inHand?.removed(entry.lifted, at: entry.time)
            made.forget { entry.lifted.contains($0.target) }
        }
    }
}

extension AuditEntry {
    var creates: Bool { what.hasPrefix("create ") }

    /// Whether nothing of the row is left: it was deleted, lifted from a list, or its creation taken back.
    var removes: Bool {
        guard changes.allSatisfy(\.after.isEmpty) else { return false }
        return what.hasPrefix("delete ") || what.hasPrefix("undo: create ")
            || target.kind == .suppression && empties(Suppression.words.nameField)
    }

    /// The entry of a suppression list that its person was taken off.
    fileprivate var lifted: [ResourceID] {
        guard target.kind == .contact, empties("suppression") else { return [] }
        return [ResourceID(target.connection, .suppression, target.native)]
    }

    private func empties(_ field: FieldID) -> Bool {
        changes.contains { $0.field == field && $0.after.isEmpty }
    }
}
