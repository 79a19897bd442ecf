/// Reads the bytes after DATA up to the dot that ends them.
struct RelayMessageReader {
    /// Whether a line may end in LF alone.
    let takesBareLF: Bool
    private(set) var bytes: [UInt8] = []

    init(takesBareLF: Bool) { self.takesBareLF = takesBareLF }

    /// Takes what belongs to the message; true once it is whole, with the rest left where it was.
    mutating func read(_ pending: inout [UInt8]) -> Bool {
        let seen = max(0, bytes.count - 3)
        bytes += pending
        pending = []
        var place = seen
        while let dot = bytes[place...].firstIndex(of: 0x2E) {
            if isLineStart(dot), let end = lineEnd(after: dot) {
                pending = Array(bytes[end...])
                bytes.removeSubrange(dot...)
                return true
            }
            place = dot + 1
        }
        return false
    }

    private func isLineStart(_ place: Int) -> Bool {
        if place == 0 { return true }
        guard bytes[place - 1] == 0x0A else { return false }
        return takesBareLF || (place > 1 && bytes[place - 2] == 0x0D)
    }

    private func lineEnd(after dot: Int) -> Int? {
        let next = bytes[(dot + 1)...].prefix(2)
        if next.elementsEqual([0x0D, 0x0A]) { return dot + 3 }
        return takesBareLF && next.first == 0x0A ? dot + 2 : nil
    }

    /// The message without the dots that the line doubled.
    var unstuffed: [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(bytes.count)
        for place in bytes.indices where !(bytes[place] == 0x2E && isLineStart(place)) {
            message.append(bytes[place])
        }
        return message
    }
}
