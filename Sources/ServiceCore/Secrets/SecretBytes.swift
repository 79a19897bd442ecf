/// The text of a secret in memory that is left out of core files, and wiped once nobody holds it.
final class SecretBytes: Sendable {
    /// Written by `init` alone.
    private nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer

    init(_ source: UnsafeRawBufferPointer) {
        bytes = SecretMemory.take(source.count)
        bytes.copyMemory(from: source)
    }

    static func of(_ text: String) -> SecretBytes {
        var text = text
        return text.withUTF8 { SecretBytes(UnsafeRawBufferPointer($0)) }
    }

    deinit { SecretMemory.giveBack(bytes) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// In time that depends on the length alone.
    func matches(_ other: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == other.count else { return false }
        return zip(bytes, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }

    static func == (one: SecretBytes, other: SecretBytes) -> Bool {
        one.matches(UnsafeRawBufferPointer(other.bytes))
    }
}
