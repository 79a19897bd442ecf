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
        let count = try await call.tenant.eventCount(from: start, through: end, EventPayload.kinds)
        return .ok(Count(cantidad: count))
    }

    private static let page: DMDSRoute.Handler = { call async throws(ServiceError) in
        let (start, end) = try span(call.fields)
        guard let number = try call.fields.integer("pagina") else { throw DMDSFields.missing("pagina") }
        guard let length = try call.fields.integer("cantidad") else { throw DMDSFields.missing("cantidad") }
        guard number >= 1 else { throw ServiceError(.invalid, "pagina must be 1 or more") }
        guard pageLengths.contains(length) else {
            throw ServiceError(
                .invalid, "cantidad must be from \(pageLengths.lowerBound) to \(pageLengths.upperBound)")
        }
        let (offset, isTooFar) = (number - 1).multipliedReportingOverflow(by: length)
        let found = try await call.tenant.events(
            from: start, through: end, skipping: isTooFar ? .max : offset, limit: length, EventPayload.kinds)
        return .ok(
            Page(
                pagina: number, cantidad: length, total: found.total,
                eventos: found.events.map { EventPayload($0) }))
    }

    private static func span(_ fields: DMDSFields) throws(ServiceError) -> (start: Date, end: Date) {
        let start = try fields.required("desde", "fecha_desde", "inicio")
        let end = try fields.required("hasta", "fecha_hasta", "fin")
        return (try DMDSTime.start(start, of: "desde"), try DMDSTime.end(end, of: "hasta"))
    }

    private struct Count: Encodable {
        let status = "ok"
        let cantidad: Int
    }

    private struct Page: Encodable {
        let status = "ok"
        let pagina: Int
        let cantidad: Int
        let total: Int
        let eventos: [EventPayload]
    }
}
