internal import Glibc

/// The terminal's input as the system sees it, beside ncurses.
struct InputDescriptor {
    let number: Int32

    /// How many bytes wait.
    var waiting: Int {
        var count: Int32 = 0
        return ioctl(number, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// Whether the other side is gone, so that nothing will ever arrive again.
    var isHungUp: Bool {
        var state = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        guard poll(&state, 1, 0) > 0 else { return false }
        return state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Takes what waits, past ncurses; empty where nothing does.
    func readWaiting() -> [UInt8] {
        let count = min(waiting, 1 << 16)
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            used = max(0, read(number, buffer.baseAddress, count))
        }
    }
}
