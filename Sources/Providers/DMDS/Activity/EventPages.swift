import ServiceCore

/// Reads the events of a window, the newest first, up to a cap.
///
/// DMDS pages oldest first, so that the pages are read from the last one backwards: events that come in
/// meanwhile move no page, and where there are too many it is the oldest that are left out. Where count and
/// last page are as before nothing has happened, and two calls do.
struct EventPages: Sendable {
    let context: DMDSContext
    let window: EventWindow

    /// DMDS refuses pages shorter than 10.
    private static let pageLength = 500

    /// How many events there are (`cantidad_eventos`); a page says it too, where that call is not there.
    func count() async throws(ServiceError) -> Int {
        let request = HTTPRequest.read("events.count", "envio/cantidad_eventos/", body: .json(window.body))
        let counted = try await ifOffered(try await context.send(request)["cantidad"].integer())
        let count =
            if let counted { counted } else {
                try await answer(1, Self.pageLength)["total"].ifPresent?.integer() ?? 0
            }
        // More than can ever be read; keeps an absurd number from reaching the sums below.
        return min(max(count, 0), 1_000_000_000)
    }

    /// The newest, as many as are wanted at most.
    func newest(_ cap: Int) async throws(ServiceError) -> [EventPayload] {
        guard let last = try await last() else { return [] }
        if let known = context.memory.events(count: last.count, ending: last.events) { return known }
        var events: [EventPayload] = []
        try await each(from: last) { page in
            events += page
            return events.count < cap
        }
        let newest = Array(events.prefix(cap))
        context.memory.keep(newest, count: last.count, ending: last.events)
        return newest
    }

    /// All of them, a page at a time, the newest first.
    func each(_ take: Gathering<EventPayload>.Take) async throws(ServiceError) {
        if let last = try await last() { try await each(from: last, take) }
    }

    private func each(from last: Page, _ take: Gathering<EventPayload>.Take) async throws(ServiceError) {
        var (number, events, read) = (last.number, last.events, last.events.count)
        while try await take(events.reversed()) {
            guard number > 1 else {
                if last.isShort, read < last.count { throw Self.short(read, of: last.count) }
                return
            }
            number -= 1
            let older = try await page(number, last.length).events
            guard older != events, !older.isEmpty else { throw Self.stuck(number, read, of: last.count) }
            events = older
            read += older.count
        }
    }

    /// The last page, oldest first, its number, and how many events and how long pages there are.
    private struct Page {
        let count: Int
        let length: Int
        var number: Int
        var events: [EventPayload]
        /// Whether the pages end before all that are counted.
        var isShort = false
    }

    /// Nil where there are no events; that the count is nought does not prove it.
    private func last() async throws(ServiceError) -> Page? {
        let count = try await count()
        var number = Self.last(count, Self.pageLength)
        var page = try await page(number, Self.pageLength)
        let length = page.length
        if length != Self.pageLength {
            // A server that holds pages shorter counts them in its own length.
            number = Self.last(count, length)
            page = try await self.page(number, length)
        }
        let counted = Page(count: count, length: length, number: number, events: page.events)
        if page.events.isEmpty { return count > 0 ? try await last(before: counted) : nil }
        let isMoreThanCounted = page.events.count > max(0, count - (number - 1) * length)
        return isMoreThanCounted ? try await last(beyond: counted) : counted
    }

    /// The last page where there are more events than the platform counts.
    private func last(beyond counted: Page) async throws(ServiceError) -> Page {
        var last = counted
        while last.events.count >= last.length {
            let next = try await page(last.number + 1, last.length).events
            if next.isEmpty || next == last.events { break }
            (last.number, last.events) = (last.number + 1, next)
        }
        return last
    }

    /// The last page with events where the one that should be is empty, found by halves; the first one empty, where all
    /// are.
    private func last(before counted: Page) async throws(ServiceError) -> Page {
        var last = counted
        (last.number, last.isShort) = (1, true)
        var (filled, empty) = (0, counted.number)
        while empty - filled > 1 {
            let middle = (filled + empty) / 2
            let events = try await page(middle, counted.length).events
            if events.isEmpty {
                empty = middle
            } else {
                (filled, last.number, last.events) = (middle, middle, events)
            }
        }
        return last
    }

    private func page(
        _ number: Int, _ length: Int
    ) async throws(ServiceError) -> (events: [EventPayload], length: Int) {
        let answer = try await answer(number, length)
        let events = try EventPayload.list(answer["eventos"])
        let told = (try? answer["cantidad"].integer()) ?? length
        return (events, (10..<length).contains(told) ? told : length)
    }

    private func answer(_ number: Int, _ length: Int) async throws(ServiceError) -> JSONReader {
        let body = window.body + ["pagina": .integer(number), "cantidad": .integer(length)]
        return try await context.send(.read("events.list", "envio/ver_eventos/", body: .json(body)))
    }

    /// At least the first, since a count may be wrong.
    private static func last(_ count: Int, _ length: Int) -> Int { max(1, (count + length - 1) / length) }

    /// - Parameter read: how many came before.
    private static func stuck(_ number: Int, _ read: Int, of count: Int) -> ServiceError {
        let missing = count > read ? ": \(missing(read, of: count)) are missing" : ""
        return malformed("sends nothing new as page \(number) of its events\(missing)")
    }

    private static func short(_ read: Int, of count: Int) -> ServiceError {
        malformed("does not hand over \(missing(read, of: count)) events that it counts")
    }

    /// `5,037 of 6,037`
    private static func missing(_ read: Int, of count: Int) -> String {
        "\(NumberText.grouped(count - read)) of \(NumberText.grouped(count))"
    }

    private static func malformed(_ fault: String) -> ServiceError {
        ServiceError(
            .malformedAnswer, "DMDS \(fault).", hint: "Narrow the time with after: and before:.")
    }
}
