extension Reply {
    /// What one line can hold (RFC 5321 §4.5.3.1.5), less code and status.
    private static let longestText = 480

    /// The reply as it goes over the line; whatever is in its text cannot begin another.
    var wire: [UInt8] {
        var bytes: [UInt8] = []
        let texts = lines.isEmpty ? [""] : lines
        for (place, text) in texts.enumerated() {
            bytes += Array(String(code).utf8)
            bytes.append(place == texts.count - 1 ? 0x20 : 0x2D)
            if let enhanced { bytes += Array("\(enhanced) ".utf8) }
            bytes += text.utf8.prefix(Self.longestText).map { (0x20...0x7E).contains($0) ? $0 : 0x3F }
            bytes += [0x0D, 0x0A]
        }
        return bytes
    }
}
