package import ServiceCore
import Synchronization

extension ListFile {
    /// Bytes that come in pieces of one size.
    package static func of(_ bytes: [UInt8], named name: String = "list.csv", piece: Int = 65_536) -> ListFile
    {
        ListFile(name: name, size: bytes.count) { () throws(ServiceError) in
            let place = Mutex(0)
            return { () throws(ServiceError) in
                place.withLock { place in
                    defer { place = min(bytes.count, place + piece) }
                    return Array(bytes[place..<min(bytes.count, place + piece)])
                }
            }
        }
    }

    package static func of(_ text: String, named name: String = "list.csv") -> ListFile {
        of(Array(text.utf8), named: name)
    }
}
