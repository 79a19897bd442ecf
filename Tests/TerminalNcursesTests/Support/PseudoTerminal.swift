import Dispatch
import Glibc

/// A pseudo-terminal pair in this process: the class under test holds one end, the test the other.
final class PseudoTerminal: Sendable {
    let master: Int32
    let slave: Int32

    init(width: Int = 80, height: Int = 24) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else { throw Failure.system(errno) }
        (self.master, self.slave) = (master, slave)
    }

    deinit {
        close(slave)
        close(master)
    }

    enum Failure: Error { case system(Int32) }

    func resize(width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    }

    /// Types bytes, on another thread: the terminal takes no more than a few kilobytes ahead.
    func type(_ bytes: some Sequence<UInt8> & Sendable) {
        let all = Array(bytes)
        DispatchQueue.global().async { [master] in
            var rest = all[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
                guard written > 0 else { return }
                rest = rest.dropFirst(written)
            }
        }
    }

    func type(_ text: String) { type(Array(text.utf8)) }

    /// All that was sent to the terminal since the last call.
    func output() async -> [UInt8] {
        async let bytes = outputWhileWriting()
        endOutput()
        return await bytes
    }

    /// Reads on another thread, while more is written, until `endOutput`.
    func outputWhileWriting() async -> [UInt8] {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.readUpToSeparator()) }
        }
    }

    /// Marks the end of what `outputWhileWriting` gives.
    func endOutput() {
        _ = fcntl(slave, F_SETFL, fcntl(slave, F_GETFL) & ~O_NONBLOCK)
        _ = Self.separator.withUnsafeBytes { write(slave, $0.baseAddress, $0.count) }
    }

    func makeNonBlocking() {
        _ = fcntl(slave, F_SETFL, fcntl(slave, F_GETFL) | O_NONBLOCK)
    }

    /// No byte sequence that a terminal program sends.
    private static let separator: [UInt8] = [0x01, 0x1D, 0x02, 0x1D]

    private func readUpToSeparator() -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while all.suffix(4) != Self.separator[...] {
            let count = read(master, &chunk, chunk.count)
            guard count > 0 else { return all }
            all += chunk.prefix(count)
        }
        return all.dropLast(4)
    }

    /// Takes the other end away, as a closed window does.
    func hangUp() {
        let nowhere = open("/dev/null", O_RDWR)
        dup2(nowhere, master)
        close(nowhere)
    }

    var modes: termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }
}
