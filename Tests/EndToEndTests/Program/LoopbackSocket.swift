import Glibc

/// A connection to a port of loopback, blocking, with nothing in between.
final class LoopbackSocket {
    private let descriptor: Int32

    /// Nil where nobody listens.
    init?(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let answer = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard descriptor >= 0, answer == 0 else {
            close(descriptor)
            return nil
        }
        // So that a test which waits for what never comes fails instead of standing still.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// What comes until the other side closes.
    func receiveAll() -> String {
        var received: [UInt8] = []
        while let more = receive() { received += more }
        return String(decoding: received, as: UTF8.self)
    }

    /// What comes until this has come.
    func receive(through end: String) -> String {
        var text = ""
        while !text.contains(end), let more = receive() { text += String(decoding: more, as: UTF8.self) }
        return text
    }

    private func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
