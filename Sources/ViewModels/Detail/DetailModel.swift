import Observation
package import ServiceCore

/// One row opened in full.
@MainActor @Observable
package final class DetailModel {
    package private(set) var row: Row
    package private(set) var form = Form.fields
    package private(set) var revealed: Set<FieldID> = []
    /// The newest events of a person, or the life of a message, beneath the fields.
    package private(set) var events: [DeliveryEvent] = []
    package var page = PageState()
    package private(set) var failure: ServiceError?
    @ObservationIgnored private let clock: BoardClock
    /// Whether the row is of somebody else's platform.
    @ObservationIgnored private let isHosted: Bool

    /// How the row is shown.
    package enum Form: Sendable, Equatable {
        case fields, json
        /// The message of an event as it went out.
        case archivedText
    }

    package init(row: Row, isJSON: Bool = false, isHosted: Bool = false, clock: BoardClock) {
        self.isHosted = isHosted
        self.row = row
        form = isJSON ? .json : .fields
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

    /// `y`: the archived text where there is one, the JSON, the fields again.
    package func toggleJSON() {
        switch form {
        case .fields: show(archivedText.isEmpty ? .json : .archivedText)
        case .archivedText: show(.json)
        case .json: show(.fields)
        }
    }

    /// Shows the archived text in place of the JSON that was asked for before it was there.
    package func showArchivedText() {
        if form == .json, !archivedText.isEmpty { show(.archivedText) }
    }

    private var archivedText: String { (row.resource as? DeliveryEvent)?.archivedText ?? "" }

    private func show(_ form: Form) {
        self.form = form
        rebuild()
        page.moveToStart()
    }

    package func reveal(_ isShown: Bool) {
        revealed = isShown ? Set(row.schema.fields.filter { $0.kind == .secret }.map(\.id)) : []
        rebuild()
    }

    private func rebuild() {
        let maker = DetailPage(clock)
        switch form {
        case .json: page.show(maker.json(of: row))
        case .archivedText: page.show(maker.text(archivedText))
        case .fields:
            page.show(
                maker.lines(
                    of: row, pane: PaneRegistry[row.id.kind], isHosted: isHosted, revealed: revealed,
                    events: events))
        }
    }

    package func snapshot() -> LinesSnapshot {
        let noun = row.schema.words.singular
        return page.snapshot(
            "\(noun.prefix(1).uppercased())\(noun.dropFirst()) \(row.name)", stale: failure?.sentences ?? "")
    }
}
