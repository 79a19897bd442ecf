import ServiceCore

extension Board {
    /// Takes rows as they are known now, and what is gone, into what is kept of the platforms that are read whole: it would
    /// else show what stood there before until its next turn.
    func keep(_ rows: [Row], gone: Set<ResourceID>) {
        for kind in Set(rows.map(\.id.kind)).union(gone.map(\.kind)) {
            for gathered in keptRows[kind] ?? [] {
                let own: (ResourceID) -> Bool = { $0.kind == kind && $0.connection == gathered.connection }
                let (changed, lost) = (rows.filter { own($0.id) }, gone.filter(own))
                if !changed.isEmpty || !lost.isEmpty { gathered.take(changed, gone: lost) }
            }
        }
    }
}
