import Observation
package import ServiceCore

/// One row opened in full.
@MainActor @Observable
package final class DetailModel {
    package private(set) var row: Row
    package private(set) var isJSON = false
    package private(set) var revealed: Set<FieldID> = []
    /// The newest events of a person, beneath the fields.
    package private(set) var events: [DeliveryEvent] = []
    package var page = PageState()
    package private(set) var failure: ServiceError?
    @ObservationIgnored private let clock: BoardClock

    package init(row: Row, isJSON: Bool = false, clock: BoardClock) {
        self.row = row
        self.isJSON = isJSON
        self.clock = clock
        rebuild()
    }

    package var kind: ResourceKind { row.id.kind }

    package var hasSecrets: Bool {
        row.schema.fields.contains { $0.kind == .secret && row[$0.id] != .none }
    }

    package func show(_ row: Row) {
        if row.id != self.row.id {
            events = []
            revealed = []
        }
        self.row = row
        failure = nil
        rebuild()
    }

    package func show(_ events: [DeliveryEvent]) {
        self.events = events
        rebuild()
    }

    package func fail(_ error: ServiceError) { failure = error }

    package func toggleJSON() {
        isJSON.toggle()
        rebuild()
        page.moveToStart()
    }

    package func reveal(_ isShown: Bool) {
        revealed = isShown ? Set(row.schema.fields.filter { $0.kind == .secret }.map(\.id)) : []
        rebuild()
    }

    private func rebuild() {
        let maker = DetailPage(clock)
        page.show(
            isJSON
                ? maker.json(of: row)
                : maker.lines(of: row, pane: PaneRegistry[row.id.kind], revealed: revealed, events: events))
    }

    package func snapshot() -> DetailSnapshot {
        let noun = row.schema.words.singular
        return DetailSnapshot(
            title: "\(noun.prefix(1).uppercased())\(noun.dropFirst()) \(row.name)", lines: page.visible,
            cursor: page.visibleCursor, summary: page.summary, search: page.search,
            labelWidth: page.labelWidth,
            stale: failure.map { [$0.message, $0.hint].compactMap(\.self).joined(separator: " ") } ?? "")
    }
}
