import Platform
import ServiceCore

/// The fields of a form, in both of the types in which mail programs and browsers post one (RFC 8058, section 3.1).
enum PostedForm {
    /// More than any form of ours has.
    private static let most = 32

    /// - Returns: none of a body that is no form.
    static func fields(_ body: [UInt8], type: String) -> [TrackingRequest.Field] {
        let words = type.split(separator: ";").map { String($0).trimmingBlanks }
        switch words.first?.lowercased() {
        case "application/x-www-form-urlencoded":
            return RequestFields(encoded: body).fields.prefix(most).map { .init($0.name, $0.value) }
        case "multipart/form-data":
            let name = "boundary="
            let boundary = words.first { $0.lowercased().hasPrefix(name) }?.dropFirst(name.count)
            return boundary.map { parts(body, boundary: $0.filter { $0 != "\"" }) } ?? []
        default: return []
        }
    }

    /// Fields of text alone (RFC 7578); a file is none of ours.
    private static func parts(_ body: [UInt8], boundary: String) -> [TrackingRequest.Field] {
        guard !boundary.isEmpty else { return [] }
        let text = String(decoding: body, as: UTF8.self).replacing("\r\n", with: "\n")
        return text.split(separator: "--" + boundary, maxSplits: most).compactMap { part in
            guard let end = part.firstRange(of: "\n\n") else { return nil }
            let head = part[..<end.lowerBound]
            var value = part[end.upperBound...]
            if value.last == "\n" { value = value.dropLast() }
            return name(in: head).map { .init($0, String(value)) }
        }
    }

    private static func name(in head: Substring) -> String? {
        let line = head.split(separator: "\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        let mark = " name=\""
        guard let start = line?.firstRange(of: mark)?.upperBound, let rest = line?[start...] else {
            return nil
        }
        return String(rest.prefix { $0 != "\"" })
    }
}
