import Foundation

/// A value of a request; numbers as their digits, for ids are longer than numbers are exact.
enum SendCleanValue: Sendable, Equatable {
    case null
    case flag
    case number(String)
    case text(String)
    case list([SendCleanValue])
    case object([String: SendCleanValue])

    /// - Parameter value: as `JSONSerialization` makes it.
    init(_ value: Any) {
        self =
            switch value {
            case let text as String: .text(text)
            case let number as NSNumber: Self.number(number)
            case let list as [Any]: .list(list.map { SendCleanValue($0) })
            case let object as [String: Any]: .object(object.mapValues { SendCleanValue($0) })
            default: .null
            }
    }

    private static func number(_ number: NSNumber) -> SendCleanValue {
        // A flag is a number of one byte, which no number in JSON is.
        number.objCType.pointee == UInt8(ascii: "c") ? .flag : .number(number.stringValue)
    }
}
