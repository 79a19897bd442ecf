import Foundation
import Platform
import ServiceCore

/// The events of all mail and contacts between two times, counted and in pages (§9).
enum DMDSEvents {
    static let routes = [
        DMDSRoute(
            "envio/cantidad_eventos", "cantidad_eventos", handlers: ["GET": count, "POST": count]),
        DMDSRoute("envio/ver_eventos", "ver_eventos", handlers: ["GET": page, "POST": page]),
    ]

    private static let pageLengths = 10...10_000

    private static let count: DMDSRoute.Handler = { call async throws(ServiceError) in
        let (start, end) = try span(call.fields)
        return .ok(["cantidad": try await call.tenant.eventCount(from: start, through: end, kinds)])
    }

    private static let page: DMDSRoute.Handler = { call async throws(ServiceError) in
        let (start, end) = try span(call.fields)
        let number = try call.fields.requiredInteger("pagina")
        let length = try call.fields.requiredInteger("cantidad")
        guard number >= 1 else { throw ServiceError(.invalid, "pagina must be 1 or more") }
        guard pageLengths.contains(length) else {
            throw ServiceError(
                .invalid, "cantidad must be from \(pageLengths.lowerBound) to \(pageLengths.upperBound)")
        }
        let (offset, isTooFar) = (number - 1).multipliedReportingOverflow(by: length)
        let found = try await call.tenant.events(
            from: start, through: end, skipping: isTooFar ? .max : offset, limit: length, kinds)
        return .ok([
            "pagina": number, "cantidad": length, "total": found.total, "eventos": found.events.map(payload),
        ])
    }

    private static func span(_ fields: DMDSFields) throws(ServiceError) -> (start: Date, end: Date) {
        let start = try fields.required("desde", "fecha_desde", "inicio")
        let end = try fields.required("hasta", "fecha_hasta", "fin")
        return (try DMDSTime.start(start, of: "desde"), try DMDSTime.end(end, of: "hasta"))
    }

    /// An event as DMDS writes it.
    static func payload(_ event: MailEvent) -> JSONObject {
        var payload = contactPayload(event)
        payload["email"] = event.person.asDMDSWrites
        return payload
    }

    /// A contact's own, which leave its address out.
    static func contactPayload(_ event: MailEvent) -> JSONObject {
        ["evento": words[event.kind] ?? "unknown", "timestamp": DMDSTime.text(event.time)]
    }

    /// The kinds of events that DMDS knows, by our own; the others it has no word for.
    ///
    /// `unknown` is what the web shows as Not-Sent. What a relay refused at once has bounced for good.
    private static let words: [EventKind: String] = [
        .accepted: "envio", .open: "view", .click: "click",
        .bounceSoft: "rebote-soft", .bounceHard: "rebote-hard", .refused: "rebote-hard",
        .notSent: "unknown", .expired: "unknown", .cancelled: "unknown",
        .invalidated: "Invalidacion", .unsubscribe: "Invalidacion", .revalidated: "Revalidacion",
    ]

    static let kinds = EventKind.allCases.filter { words[$0] != nil }
}
